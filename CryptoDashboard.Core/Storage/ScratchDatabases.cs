using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace CryptoDashboard.Core.Storage;

/// <summary>
/// Databases beside the desk's own, on the same server, for what must not touch its books: made, used and dropped. What a killed process
/// left behind is dropped when the next one is made.
/// </summary>
public sealed class ScratchDatabases(DatabaseProvider provider, string connectionString)
{
    private const string Prefix = "scratch_";

    public DatabaseProvider Provider => provider;

    /// <summary>Makes an empty database; disposing drops it.</summary>
    /// <param name="name">Lower-case letters and digits.</param>
    /// <exception cref="InvalidOperationException">The server does not let this user make databases; the message says what to do.</exception>
    public async Task<ScratchDatabase> Make(string name, CancellationToken cancel)
    {
        if (name.Length is 0 or > 30 || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)))
            throw new ArgumentException("A scratch database is named by lower-case letters and digits.", nameof(name));
        var full = $"{Prefix}{name}_{Path.GetRandomFileName()[..8]}";
        try
        {
            await DropAbandoned(cancel);
            await Execute($"create database {full}", cancel);
        }
        catch (DbException exception)
        {
            throw new InvalidOperationException($"A scratch database could not be made on the server: {exception.Message} The user of Database:ConnectionString needs the right to create databases.", exception);
        }
        return new ScratchDatabase(provider, To(full), () => Execute(Drop(full), CancellationToken.None));
    }

    private string Drop(string full) => provider == DatabaseProvider.SqlServer
        ? $"if db_id('{full}') is not null begin alter database {full} set single_user with rollback immediate; drop database {full} end"
        : $"drop database if exists {full} with (force)";

    private async Task DropAbandoned(CancellationToken cancel)
    {
        if (provider == DatabaseProvider.SqlServer)
            return;
        var left = new List<string>();
        await using (var server = await Open(cancel))
        {
            await using var ask = server.CreateCommand();
            // Nobody is connected: whoever made it is gone.
            ask.CommandText = $"select datname from pg_database d where datname like '{Prefix}%' and not exists (select 1 from pg_stat_activity a where a.datname = d.datname) and age(d.datfrozenxid) >= 0";
            await using var reader = await ask.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                left.Add(reader.GetString(0));
        }
        foreach (var name in left.Where(n => n.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')))
            await Execute($"drop database if exists {name}", cancel);
    }

    private async Task Execute(string statement, CancellationToken cancel)
    {
        await using var server = await Open(cancel);
        await using var command = server.CreateCommand();
        command.CommandText = statement;
        // Making and dropping a database waits for a checkpoint, which takes its time on a busy disk.
        command.CommandTimeout = 180;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<DbConnection> Open(CancellationToken cancel)
    {
        DbConnection server = provider == DatabaseProvider.SqlServer
            ? new SqlConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString)
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await server.OpenAsync(cancel);
        return server;
    }

    private string To(string database) => provider == DatabaseProvider.SqlServer
        ? new SqlConnectionStringBuilder(connectionString) { InitialCatalog = database, MaxPoolSize = 10 }.ConnectionString
        : new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 10 }.ConnectionString;
}

/// <summary>One database for a while.</summary>
/// <param name="ConnectionString">Holds a secret: never logged, never on a command line.</param>
public sealed record ScratchDatabase(DatabaseProvider Provider, string ConnectionString, Func<Task> Drop) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Drop();
}
