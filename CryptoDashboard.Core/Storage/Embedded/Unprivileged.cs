using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>
/// Runs the database's programs as someone who may run them: PostgreSQL refuses root, so root hands over to <c>nobody</c>; everyone else
/// runs them as himself.
/// </summary>
internal static class Unprivileged
{
    private const string User = "nobody";
    private const string Group = "nogroup";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static bool HandsOver { get; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Runs a program and returns its exit code with all it wrote.</summary>
    public static async Task<(int Code, string Output)> Run(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        if (HandsOver)
        {
            start.FileName = "setpriv";
            foreach (var word in (ReadOnlySpan<string>)[$"--reuid={User}", $"--regid={Group}", "--clear-groups", program])
                start.ArgumentList.Add(word);
        }
        else
        {
            start.FileName = program;
        }
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The server must not answer in the operator's language: its messages are read here.
        start.Environment["LC_ALL"] = "C";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"{program} could not be started.");
        var output = new StringBuilder();
        void Gather(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                lock (output)
                    output.AppendLine(line.Data);
            }
        }

        process.OutputDataReceived += Gather;
        process.ErrorDataReceived += Gather;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        lock (output)
            return (process.ExitCode, output.ToString().Trim());
    }

    /// <summary>Whether whoever runs the database can read this file.</summary>
    public static async Task<bool> CanRead(string file, CancellationToken cancel) =>
        !HandsOver || (await Run("test", ["-r", file], cancel)).Code == 0;

    /// <summary>Makes a folder that belongs to whoever runs the database, closed to everyone else; says whether it can be reached by him.</summary>
    public static async Task<bool> MakeOwnFolder(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        if (OperatingSystem.IsWindows())
            return true;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!HandsOver)
            return true;
        await GiveAway(folder, cancel);
        return (await Run("test", ["-w", folder], cancel)).Code == 0;
    }

    /// <summary>Writes a file that only whoever runs the database can read.</summary>
    public static async Task WriteSecret(string file, string text, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(file, options))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        if (HandsOver)
            await GiveAway(file, cancel);
    }

    /// <summary>Where root keeps what the unprivileged user cannot reach in its own place; the same folder each time.</summary>
    public static string ReachablePlace(string dataFolder) =>
        Path.Combine("/var/lib/cryptodashboard", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..12]);

    private static async Task GiveAway(string path, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("chown") { ArgumentList = { $"{User}:{Group}", path } })
            ?? throw new EmbeddedPostgresException("chown could not be started.");
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new EmbeddedPostgresException($"{path} could not be given to the user {User}, who runs the database.");
    }
}
