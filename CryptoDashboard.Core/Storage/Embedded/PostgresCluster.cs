using System.Net;
using System.Net.Sockets;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>One cluster on disk: making it, starting and stopping its server, and seeing whether that runs.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, string folder)
{
    public const string User = "cryptodashboard";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private string Pgdata => Path.Combine(folder, "cluster");

    private string Log => Path.Combine(folder, "postgres.log");

    private string PidPath => Path.Combine(Pgdata, "postmaster.pid");

    public bool Exists => Directory.Exists(Pgdata);

    /// <summary>Makes the cluster under another name and moves it into place when it is whole, so that a crash leaves no half one.</summary>
    public async Task Make(string password, CancellationToken cancel)
    {
        var half = Path.Combine(folder, "cluster.new");
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        var pwfile = Path.Combine(folder, "initdb-password");
        await Unprivileged.WriteSecret(pwfile, password, cancel);
        try
        {
            var (code, output) = await Unprivileged.Run(
                binaries.Initdb,
                ["-D", half, "-U", User, "--auth=scram-sha-256", $"--pwfile={pwfile}", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"],
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
    /// <param name="port">The port to listen on, or null for a free one.</param>
    public async Task<int> Start(int? port, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(StartPatience);
        TrimLog();
        while (true)
        {
            var chosen = port ?? FreePort();
            RemoveStalePid();
            var output = "";
            try
            {
                (var code, output) = await Unprivileged.Run(
                    binaries.PgCtl, ["-D", Pgdata, "-w", "-t", "60", "-s", "-l", Log, "-o", ServerOptions(chosen), "start"], patience.Token);
                if (code == 0 && RunningPort() is not null)
                    return chosen;
                // Its children may still be dying, or the port was taken meanwhile: worth another try.
                await Task.Delay(200, patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new EmbeddedPostgresException($"The database in {folder} does not start: {LastLine(output)} {LastLine(LogTail())}".TrimEnd());
            }
        }
    }

    /// <summary>Stops the server: clients are cut off, everything committed is on disk.</summary>
    public Task Stop(CancellationToken cancel) => Unprivileged.Run(binaries.PgCtl, ["-D", Pgdata, "-w", "-t", "60", "-s", "-m", "fast", "stop"], cancel);

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

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";

    // While the dead process waits to be collected, or when another one has its number, PostgreSQL believes that it lives.
    private void RemoveStalePid()
    {
        if (PidFile.Read(PidPath) is { } server && server.IsLeftBehind())
            File.Delete(PidPath);
    }

    private void TrimLog()
    {
        if (File.Exists(Log) && new FileInfo(Log).Length > 20 * 1024 * 1024)
            File.Move(Log, Log + ".old", overwrite: true);
    }

    private string LogTail()
    {
        try
        {
            return File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(5)) : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
