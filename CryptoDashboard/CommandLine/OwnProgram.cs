using System.Diagnostics;

namespace CryptoDashboard.CommandLine;

/// <summary>Starts this very program once more, with another verb, as a child.</summary>
internal static class OwnProgram
{
    /// <summary>How to start it: its pipes are ours, and it opens no window.</summary>
    /// <param name="words">The verb and its options. Nothing secret: others on this machine can read them.</param>
    public static ProcessStartInfo With(params ReadOnlySpan<string> words)
    {
        var library = typeof(OwnProgram).Assembly.Location;
        var host = Environment.ProcessPath ?? "dotnet";
        // Started as "dotnet CryptoDashboard.dll", or by the tests: the host is dotnet and has to be told which program.
        var isDotnet = Path.GetFileNameWithoutExtension(host) is "dotnet" || !string.Equals(Path.GetFileNameWithoutExtension(host), Path.GetFileNameWithoutExtension(library), StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(library.Length == 0 || !isDotnet ? host : Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (library.Length > 0 && isDotnet)
            start.ArgumentList.Add(library);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return start;
    }
}
