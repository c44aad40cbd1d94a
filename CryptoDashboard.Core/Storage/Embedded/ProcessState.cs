using System.Diagnostics;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>Whether a process lives. One that has ended and only waits to be collected (a zombie) does not.</summary>
internal static class ProcessState
{
    public static bool IsAlive(int pid)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // "PID (name) STATE …": the name may hold spaces and brackets, so the state is looked for after the last bracket.
                var stat = File.ReadAllText($"/proc/{pid}/stat");
                return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
            }
            catch (IOException)
            {
                return false;
            }
        }
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
