using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(CryptoDashboard.Tests.Storage.Database))]

namespace CryptoDashboard.Tests.Storage;

/// <summary>One real PostgreSQL for all tests of this run; each test that needs one asks for a database of its own.</summary>
public sealed class Database : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-tests-").FullName;
    private EmbeddedPostgres? _postgres;
    private readonly Lazy<Task<string>> _template;
    private int _made;

    public Database() => _template = new Lazy<Task<string>>(MakeTemplate);

    public async ValueTask InitializeAsync()
    {
        // Whoever runs the server as root hands it to an unprivileged user, who must be able to look into the folder.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(_folder), NullLogger.Instance, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The connection string of a new database, with tables unless told otherwise.</summary>
    internal async Task<string> Make(bool migrated = true)
    {
        var name = $"t{Interlocked.Increment(ref _made)}_{Environment.ProcessId}";
        // Migrated once and copied: the migrations themselves have tests of their own.
        await Create(migrated ? $"{name} template {await _template.Value}" : name);
        // What an earlier run with the same process id left beside its database is not this one's.
        if (Directory.Exists(Builders.Desk.FolderOf(ConnectionTo(name))))
            Directory.Delete(Builders.Desk.FolderOf(ConnectionTo(name)), recursive: true);
        return ConnectionTo(name);
    }

    private async Task<string> MakeTemplate()
    {
        const string Name = "migrated";
        await Create(Name);
        await using (var services = new ServiceCollection().AddStorage(DatabaseProvider.PostgreSql, ConnectionTo(Name)).BuildServiceProvider())
            await services.GetRequiredService<Migrator>().Up(CancellationToken.None);
        return Name;
    }

    private async Task Create(string what)
    {
        await using var server = new NpgsqlConnection(_postgres!.ConnectionString);
        await server.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {what}", server);
        await create.ExecuteNonQueryAsync();
    }

    private string ConnectionTo(string name) => new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
}
