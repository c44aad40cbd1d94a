using System.Globalization;
using CryptoDashboard.Core.Storage.Embedded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CryptoDashboard.Tests.Storage.Embedded;

/// <summary>A data folder of a test's own; whatever still runs in it at the end is killed, then it is deleted.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _root;
    private readonly string _foreignPlace;

    /// <param name="name">The name of the data folder itself.</param>
    /// <param name="closed">Whether only its owner may look into the folder above, like a home.</param>
    public DataFolder(string name = "data", bool closed = false)
    {
        _root = Directory.CreateTempSubdirectory("embedded-").FullName;
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(_root, (UnixFileMode)(closed ? 0b111_000_000 : 0b111_101_101));
        Path = System.IO.Path.Combine(_root, name);
        _foreignPlace = Unprivileged.ReachablePlace(Path);
    }

    public string Path { get; }

    /// <summary>Where the cluster really lies.</summary>
    public string Postgres => System.IO.File.Exists(File("postgres-is-at")) ? System.IO.File.ReadAllText(File("postgres-is-at")).Trim() : File("postgres");

    public string PidFile => System.IO.Path.Combine(Postgres, "cluster", "postmaster.pid");

    /// <summary>The number of the process that the server says it is.</summary>
    public int Postmaster => int.Parse(System.IO.File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public string[] Users => [.. Directory.EnumerateFiles(File("users"))];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public Task<EmbeddedPostgres> Start(ILogger? logger = null, string? binaries = null) =>
        EmbeddedPostgres.Start(new EmbeddedPostgresOptions(Path, binaries), logger ?? NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>Runs one statement on a connection of its own, and returns the first value.</summary>
    public static async Task<object?> Ask(EmbeddedPostgres postgres, string statement)
    {
        var connection = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false };
        await using var server = new NpgsqlConnection(connection.ConnectionString);
        await server.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(statement, server);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for what another process does; fails with the sentence when it does not.</summary>
    public static async Task Until(Func<bool> isSo, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Builders.Eventually.Patience);
        while (!isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain until {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        if (System.IO.File.Exists(PidFile) && ProcessState.IsAlive(Postmaster) && Kill.IsPostgres(Postmaster))
            Kill.Process(Postmaster);
        foreach (var folder in (string[])[_root, _foreignPlace])
        {
            if (Directory.Exists(folder))
                Kill.Folder(folder);
        }
    }
}
