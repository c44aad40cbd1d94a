using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>One cluster on disk: making it, starting and stopping its server, and seeing whether that runs.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, string folder)
{
    public const string User = "cryptodashboard";

    private const long LongestLog = 20 * 1024 * 1024;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DeletePatience = TimeSpan.FromSeconds(5);

    private string Pgdata => Path.Combine(folder, "cluster");

    private string Log => Path.Combine(folder, "postgres.log");

    private string PidPath => Path.Combine(Pgdata, "postmaster.pid");

    public bool Exists => Directory.Exists(Pgdata);

    /// <summary>Makes the cluster under another name and moves it into place when it is whole, so that a crash leaves no half one.</summary>
    public async Task Make(string password, CancellationToken cancel)
    {
        foreach (var left in Directory.EnumerateDirectories(folder, "cluster.new*"))
            await Delete(left, cancel);
        // A name of its own: initdb outlives a program that is killed, and clears up in the folder it was given.
        var half = Path.Combine(folder, $"cluster.new-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        var pwfile = Path.Combine(folder, "initdb-password");
        await Unprivileged.WriteSecret(pwfile, password, cancel);
        try
        {
            var (code, output) = await Unprivileged.Run(
                binaries.Initdb,
                ["-D", half, "-U", User, "--auth=scram-sha-256", $"--pwfile={pwfile}", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"],
                Patience,
                cancel);
            if (code != 0)
                throw new EmbeddedPostgresException($"The database could not be made in {folder}: {LastLine(output)}");
        }
        finally
        {
            File.Delete(pwfile);
        }
        Directory.Move(half, Pgdata);
    }

    /// <exception cref="EmbeddedPostgresException">The cluster is of another major version.</exception>
    public void CheckVersion()
    {
        var file = Path.Combine(Pgdata, "PG_VERSION");
        var version = File.Exists(file) ? File.ReadAllText(file).Trim() : "unknown";
        if (version != PostgresBinaries.Major)
        {
            throw new EmbeddedPostgresException(
                $"The database in {Pgdata} was made by PostgreSQL {version}, and this program brings {PostgresBinaries.Major}. It was left untouched: start the version that made it and take a backup there, or choose another data folder with --data DIR.");
        }
    }

    /// <summary>The port of a server that runs and is ready, or null.</summary>
    public int? RunningPort() => PidFile.Read(PidPath) is { IsReady: true } server && server.IsAlive() ? server.Port : null;

    /// <summary>Starts the server and returns when it answers. After a crash it recovers from its log first.</summary>
    /// <param name="port">The port its users know, or null when there is none yet.</param>
    /// <param name="moveIfTaken">Whether to take another port when someone else has that one.</param>
    /// <exception cref="EmbeddedPostgresException">It does not start; the message has the server's own reason.</exception>
    public async Task<int> Start(int? port, bool moveIfTaken, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(StartPatience);
        TrimLog();
        while (true)
        {
            var chosen = port is { } known && (!moveIfTaken || IsFree(known)) ? known : FreePort();
            RemoveStalePid();
            // No limit but the caller's: recovery after a power cut may take minutes, and would begin anew each time it is cut short.
            var (code, output) = await Launch(chosen, cancel);
            if (code == 0 && RunningPort() is { } running)
                return running;
            if (patience.IsCancellationRequested)
                throw new EmbeddedPostgresException($"The database in {folder} does not start: {Reason() ?? LastLine(output)} More is in {Log}.");
            // Its children may still be dying, or the port was taken meanwhile: worth another try.
            await Task.Delay(200, cancel);
        }
    }

    /// <summary>Stops the server: clients are cut off, everything committed is on disk.</summary>
    public Task Stop(CancellationToken cancel) => Unprivileged.Run(binaries.PgCtl, ["-D", Pgdata, "-w", "-t", "60", "-s", "-m", "fast", "stop"], Patience, cancel);

    /// <summary>Keeps the log of a running server from filling the disk; what was last written stays in a second file for a while.</summary>
    public async Task BoundLog(CancellationToken cancel)
    {
        // The server appends, so the file may be emptied under it. Done by whoever owns the file: root would follow a link laid there.
        if (!OperatingSystem.IsWindows() && IsLogTooLong())
            await Unprivileged.Run("/bin/sh", ["-c", "cp \"$1\" \"$1.old\" && : > \"$1\"", "sh", Log], Patience, cancel);
    }

    // fsync, synchronous_commit and full_page_writes stay at their defaults: on. What was committed survives a power cut.
    private static string ServerOptions(int port) => string.Join(
        ' ',
        "-c listen_addresses=127.0.0.1",
        $"-c port={port}",
        "-c unix_socket_directories=",
        "-c max_connections=120",
        "-c shared_buffers=128MB",
        "-c work_mem=16MB",
        "-c max_wal_size=1GB",
        "-c min_wal_size=64MB",
        "-c wal_level=minimal",
        "-c max_wal_senders=0",
        "-c wal_compression=pglz",
        "-c jit=off",
        "-c huge_pages=off",
        "-c io_method=sync",
        "-c timezone=UTC",
        "-c log_timezone=UTC");

    private Task<(int Code, string Output)> Launch(int port, CancellationToken cancel)
    {
        string[] start = ["-D", Pgdata, "-w", "-t", "86400", "-s", "-l", Log, "-o", ServerOptions(port), "start"];
        // The server may outlive this program, and would keep what that was given by its own caller: a lock, a pipe that never ends.
        return OperatingSystem.IsWindows()
            ? Unprivileged.Run(binaries.PgCtl, start, Timeout.InfiniteTimeSpan, cancel)
            : Unprivileged.Run(
                "/bin/sh", ["-c", "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; exec \"$@\"", "sh", binaries.PgCtl, .. start], Timeout.InfiniteTimeSpan, cancel);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A killed program leaves an initdb that writes for a moment more and then clears up itself: the folder may fill or go meanwhile.
    private static async Task Delete(string folder, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(DeletePatience);
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(100, cancel);
            }
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    // While the dead process waits to be collected, or when another one has its number, PostgreSQL believes that it lives.
    private void RemoveStalePid()
    {
        if (PidFile.Read(PidPath) is { } server && server.IsLeftBehind())
            File.Delete(PidPath);
    }

    private bool IsLogTooLong() => new FileInfo(Log) is { Exists: true, Length: > LongestLog };

    private void TrimLog()
    {
        if (IsLogTooLong())
            File.Move(Log, Log + ".old", overwrite: true);
    }

    // "database system is shut down" comes last and says nothing; the server's complaint is the last FATAL or PANIC before it.
    private string? Reason()
    {
        try
        {
            return File.Exists(Log)
                ? File.ReadLines(Log).TakeLast(20).LastOrDefault(l => l.Contains("FATAL:", StringComparison.Ordinal) || l.Contains("PANIC:", StringComparison.Ordinal))
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
