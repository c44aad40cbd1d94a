using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>
/// PostgreSQL run by this program: made at the first start, found again and used if an earlier process left it running, restarted when it
/// dies, stopped by the last process that leaves. Every committed row survives the death of any of them.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "cryptodashboard";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private readonly string _dataFolder;
    private readonly PostgresCluster _cluster;
    private readonly InstanceUsers _users;
    private readonly ILogger _logger;
    private readonly int _port;
    private readonly Task _watch;

    private EmbeddedPostgres(string dataFolder, PostgresCluster cluster, InstanceUsers users, int port, string connectionString, ILogger logger)
    {
        (_dataFolder, _cluster, _users, _port, _logger) = (dataFolder, cluster, users, port, logger);
        ConnectionString = connectionString;
        _watch = Task.Run(Watch, CancellationToken.None);
    }

    /// <summary>How to connect; the password in it never leaves this process but for the server. Stays valid over restarts of the server.</summary>
    public string ConnectionString { get; }

    /// <exception cref="EmbeddedPostgresException">The database cannot be had; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancel)
    {
        var dataFolder = Path.GetFullPath(options.DataFolder);
        try
        {
            return await StartIn(dataFolder, options.BinariesFolder, logger, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The database in {dataFolder} cannot be prepared: {exception.Message} See that the disk is not full and that the folder belongs to you, or choose another with --data DIR.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw new EmbeddedPostgresException($"The embedded database in {dataFolder} runs but does not answer: {exception.Message} Its log is postgres.log beside the cluster. Try again.", exception);
        }
    }

    private static async Task<EmbeddedPostgres> StartIn(string dataFolder, string? binariesFolder, ILogger logger, CancellationToken cancel)
    {
        Directory.CreateDirectory(dataFolder);
        var binaries = PostgresBinaries.Find(binariesFolder);
        await using var turn = await FolderLock.Take(dataFolder, cancel);
        var cluster = new PostgresCluster(await ReachableBinaries(binaries, dataFolder, cancel), await ClusterFolder(dataFolder, logger, cancel));
        if (cluster.Exists)
            cluster.CheckVersion();
        var password = await Password(dataFolder, cluster.Exists, cancel);
        if (!cluster.Exists)
            await cluster.Make(password, cancel);
        var users = new InstanceUsers(dataFolder);
        users.SignOn();
        try
        {
            var port = cluster.RunningPort() ?? await cluster.Start(await KnownPort(dataFolder, cancel), moveIfTaken: true, cancel);
            await File.WriteAllTextAsync(PortFile(dataFolder), port.ToString(CultureInfo.InvariantCulture), cancel);
            var connection = ConnectionTo(port, password);
            await MakeDatabase(connection, cancel);
            return new EmbeddedPostgres(dataFolder, cluster, users, port, connection.ConnectionString, logger);
        }
        catch (Exception)
        {
            // Nobody would stop it otherwise.
            if (users.SignOff())
                await cluster.Stop(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Starts the server again if it has died, on the same port; returns when it answers.</summary>
    /// <exception cref="EmbeddedPostgresException">It does not start, or had to move to another port; the message says what to do.</exception>
    public async Task EnsureRunning(CancellationToken cancel)
    {
        if (IsRunning())
            return;
        await using var turn = await FolderLock.Take(_dataFolder, cancel);
        if (IsRunning())
            return;
        _logger.LogWarning("The embedded database has died; it is started again.");
        await _cluster.Start(_port, moveIfTaken: false, cancel);
        _logger.LogWarning("The embedded database is back.");
    }

    /// <summary>Leaves the instance; the last one to leave stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        await _leaving.CancelAsync();
        await _watch;
        await using (await FolderLock.Take(_dataFolder, CancellationToken.None))
        {
            if (_users.SignOff())
                await _cluster.Stop(CancellationToken.None);
        }
        _leaving.Dispose();
    }

    private static NpgsqlConnectionStringBuilder ConnectionTo(int port, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = PostgresCluster.User,
            Password = password,
            Database = Database,
            MaxPoolSize = 50,
            Timeout = 15,
            IncludeErrorDetail = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
            SslMode = SslMode.Disable,
        };

    private static string PortFile(string dataFolder) => Path.Combine(dataFolder, "postgres-port");

    // The port outlives the server: whoever starts it again must do so where its other users look for it.
    private static async Task<int?> KnownPort(string dataFolder, CancellationToken cancel) =>
        File.Exists(PortFile(dataFolder)) && ushort.TryParse(await File.ReadAllTextAsync(PortFile(dataFolder), cancel), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    private static async Task<PostgresBinaries> ReachableBinaries(PostgresBinaries binaries, string dataFolder, CancellationToken cancel)
    {
        if (await Unprivileged.CanRead(binaries.Initdb, cancel))
            return binaries;
        Unprivileged.MakeReachablePlace(dataFolder);
        return binaries.CopyTo(Path.Combine(Unprivileged.ReachablePlace(dataFolder), "package", "native"));
    }

    private static async Task<string> ClusterFolder(string dataFolder, ILogger logger, CancellationToken cancel)
    {
        var own = Path.Combine(dataFolder, "postgres");
        var note = Path.Combine(dataFolder, "postgres-is-at");
        if (File.Exists(note))
            own = (await File.ReadAllTextAsync(note, cancel)).Trim();
        if (await Unprivileged.ForeignOwner(own, cancel) is { } owner)
            throw new EmbeddedPostgresException($"The database in {own} belongs to the user {owner}, whom root would lock out. Start the program as {owner}, or choose another data folder with --data DIR.");
        if (await Unprivileged.MakeOwnFolder(own, cancel))
            return own;
        if (Directory.EnumerateFileSystemEntries(own).Any())
            throw new EmbeddedPostgresException($"The unprivileged user who runs the database cannot reach {own}. Let others pass through the folders above it (chmod o+x), or move the data folder back to where it was.");
        Unprivileged.MakeReachablePlace(dataFolder);
        var reachable = Path.Combine(Unprivileged.ReachablePlace(dataFolder), "postgres");
        if (!await Unprivileged.MakeOwnFolder(reachable, cancel))
            throw new EmbeddedPostgresException($"The unprivileged user who runs the database can reach neither {own} nor {reachable}. Start the program as an ordinary user, or choose a data folder he can reach with --data DIR.");
        Directory.Delete(own);
        await File.WriteAllTextAsync(note, reachable, cancel);
        logger.LogInformation("The database is kept in {Folder}: PostgreSQL does not run as root, and the unprivileged user cannot reach {Own}.", reachable, own);
        return reachable;
    }

    private static async Task<string> Password(string dataFolder, bool clusterExists, CancellationToken cancel)
    {
        var file = Path.Combine(dataFolder, "postgres-password");
        if (File.Exists(file))
            return (await File.ReadAllTextAsync(file, cancel)).Trim();
        if (clusterExists)
            throw new EmbeddedPostgresException($"The file {file} is missing, and the database there opens only with the password in it. Put it back from where the data folder was copied or backed up.");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Whole or not at all: half a password would shut the database for ever.
        var half = file + ".new";
        await using (var stream = new FileStream(half, options))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(password), cancel);
            stream.Flush(flushToDisk: true);
        }
        File.Move(half, file, overwrite: true);
        return password;
    }

    private static async Task MakeDatabase(NpgsqlConnectionStringBuilder connection, CancellationToken cancel)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = "postgres", Pooling = false };
        await using var server = new NpgsqlConnection(maintenance.ConnectionString);
        try
        {
            await server.OpenAsync(cancel);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException("The embedded database does not accept the password in the file postgres-password of the data folder. Put the original file back.", exception);
        }
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", server) { Parameters = { new() { Value = Database } } };
        if (await exists.ExecuteScalarAsync(cancel) is not null)
            return;
        await using var create = new NpgsqlCommand($"create database {Database}", server);
        await create.ExecuteNonQueryAsync(cancel);
    }

    private bool IsRunning()
    {
        if (_cluster.RunningPort() is not { } port)
            return false;
        return port == _port ? true : throw new EmbeddedPostgresException(
            $"The embedded database had to move from port {_port}, which another program took while it was down, to {port}. Start this program again.");
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(LookEvery);
        var said = "";
        try
        {
            while (await timer.WaitForNextTickAsync(_leaving.Token))
            {
                try
                {
                    await EnsureRunning(_leaving.Token);
                    await _cluster.BoundLog(_leaving.Token);
                    said = "";
                }
                catch (Exception exception) when (exception is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
                {
                    // Once, not every second: it is tried again until it works.
                    if (said != exception.Message)
                        _logger.LogError("{Reason}", exception.Message);
                    said = exception.Message;
                }
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return; // leaving: the last one stops the server
        }
    }
}
