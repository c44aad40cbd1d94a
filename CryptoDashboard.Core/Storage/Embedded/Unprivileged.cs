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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static bool HandsOver { get; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Runs a program and returns its exit code with all it wrote.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be started, or has not ended after <paramref name="limit"/>.</exception>
    public static async Task<(int Code, string Output)> Run(string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancel)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        if (HandsOver)
        {
            start.FileName = "setpriv";
            // The other user can read the environment of what runs as him, and root's may hold keys.
            var path = start.Environment["PATH"];
            start.Environment.Clear();
            start.Environment["PATH"] = path;
            start.WorkingDirectory = "/";
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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limit);
        using var process = Launch(start);
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
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            // Not its children: the server that pg_ctl has just started must never be killed.
            process.Kill();
            if (cancel.IsCancellationRequested)
                throw;
            throw new EmbeddedPostgresException($"{program} has not ended after {limit.TotalSeconds:0} s. Is the disk full or very busy? Try again.", exception);
        }
        lock (output)
            return (process.ExitCode, output.ToString().Trim());
    }

    /// <summary>Whether whoever runs the database can read this file.</summary>
    public static async Task<bool> CanRead(string file, CancellationToken cancel) =>
        !HandsOver || (await Run("test", ["-r", file], Patience, cancel)).Code == 0;

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
        return (await Run("test", ["-w", folder], Patience, cancel)).Code == 0;
    }

    /// <summary>Writes a file that only whoever runs the database can read.</summary>
    public static async Task WriteSecret(string file, string text, CancellationToken cancel)
    {
        // Anew each time: whoever runs the database owns the folder, and could have laid a link there for root to write through.
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
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

    /// <summary>Makes that place, open to be passed through whatever root's umask says.</summary>
    public static void MakeReachablePlace(string dataFolder)
    {
        var place = ReachablePlace(dataFolder);
        Directory.CreateDirectory(place);
        OpenToAll(Path.GetDirectoryName(place)!);
        OpenToAll(place);
    }

    /// <summary>Lets everyone read a file or pass a folder, and run it if its owner may.</summary>
    public static void OpenToAll(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(path) | UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (mode.HasFlag(UnixFileMode.UserExecute))
            mode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(path, mode);
    }

    /// <summary>The ordinary user to whom a folder belongs that root is about to use; null when it is root's, or its unprivileged user's.</summary>
    public static async Task<string?> ForeignOwner(string folder, CancellationToken cancel)
    {
        if (!HandsOver || !Directory.Exists(folder))
            return null;
        using var process = Launch(new ProcessStartInfo("stat") { UseShellExecute = false, RedirectStandardOutput = true, ArgumentList = { "-c", "%U", folder } });
        var owner = (await process.StandardOutput.ReadToEndAsync(cancel)).Trim();
        await process.WaitForExitAsync(cancel);
        return owner is User or "root" or "" ? null : owner;
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new EmbeddedPostgresException($"{start.FileName} could not be started.");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new EmbeddedPostgresException(
                HandsOver
                    ? $"PostgreSQL does not run as root, and {start.FileName}, which hands it to another user, cannot be started: {exception.Message}. Install util-linux and coreutils, or start the program as an ordinary user."
                    : $"{start.FileName} cannot be started: {exception.Message}. Run `npm ci --ignore-scripts` in the folder of the program.",
                exception);
        }
    }

    private static async Task GiveAway(string path, CancellationToken cancel)
    {
        using var process = Launch(new ProcessStartInfo("chown") { UseShellExecute = false, ArgumentList = { "--no-dereference", $"{User}:{Group}", path } });
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new EmbeddedPostgresException($"{path} could not be given to the user {User}, who runs the database.");
    }
}
