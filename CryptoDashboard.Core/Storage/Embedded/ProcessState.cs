using System.Diagnostics;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>Whether a process lives, and which one it is. One that has ended and only waits to be collected (a zombie) does not.</summary>
internal static class ProcessState
{
    public static bool IsAlive(int pid) => Mark(pid) is not null;

    /// <summary>
    /// Tells this process from a later one with the same number, the same for whoever asks; null when it does not live.
    /// </summary>
    public static string? Mark(int pid)
    {
        if (OperatingSystem.IsLinux())
            return LinuxMark(pid);
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().ToString("O");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null; // it ended while it was looked at, or belongs to someone whose processes cannot be
        }
    }

    /// <summary>The words a process was started with (elsewhere than on Linux only its name), or null when it does not live.</summary>
    public static string[]? CommandLine(int pid)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Split('\0');
            using var process = Process.GetProcessById(pid);
            return [process.ProcessName];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return null; // it ended while it was looked at, or belongs to someone whose processes cannot be
        }
    }

    // The kernel's own count: a start time in hours and minutes is worked out anew by each asker, and differs by milliseconds.
    private static string? LinuxMark(int pid)
    {
        const int StartTime = 20 - 1; // field 22 of /proc/PID/stat, counted from the state, which is field 3
        try
        {
            // "PID (name) STATE …": the name may hold spaces and brackets, so the fields are looked for after the last bracket.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[StartTime];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
