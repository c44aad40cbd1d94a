using System.Diagnostics;

namespace CryptoDashboard.Tests.Storage.Embedded;

/// <summary>Sudden ends: the process gets no chance to put anything in order.</summary>
internal static class Kill
{
    public static void Process(int pid)
    {
        using var process = System.Diagnostics.Process.GetProcessById(pid);
        process.Kill();
    }

    public static async Task Signal(string name, int pid)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{name}", pid.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Whether the number still belongs to a server; a test may have let someone else have it.</summary>
    public static bool IsPostgres(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Deletes a folder in which a killed server's last children may still be writing.</summary>
    public static void Folder(string folder)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (patience.Elapsed < Builders.Eventually.Patience)
            {
                Thread.Yield();
            }
        }
    }
}
