using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CryptoDashboard.Core.Storage;

/// <summary>
/// Brings the tables up to date, or back. Of two programs starting at once one waits for the other: on SQL Server by EF Core's own lock;
/// on PostgreSQL by an advisory lock of ours, because EF Core's there is let go between two migrations of one run.
/// </summary>
public sealed class Migrator(IDbContextFactory<DashboardDbContext> contexts)
{
    /// <summary>The key of the advisory lock: any number no other program on the same database uses.</summary>
    private const long LockKey = 0x43_44_4D_49_47;

    /// <summary>Every migration, oldest first, and whether it has been applied.</summary>
    public async Task<IReadOnlyList<(string Name, bool Applied)>> Status(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet();
        return [.. db.Database.GetMigrations().Select(name => (name, applied.Contains(name)))];
    }

    /// <summary>Applies what is missing; returns the names of what was applied.</summary>
    /// <exception cref="InvalidOperationException">The database was made by a newer version of this program.</exception>
    public async Task<IReadOnlyList<string>> Up(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var turn = await TakeTurn(cancel);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var known = db.Database.GetMigrations().ToHashSet();
        if (applied.Find(name => !known.Contains(name)) is { } newer)
            throw new InvalidOperationException($"The database has the migration {newer}, which this version does not know: it was used by a newer version. Start that one, or restore a backup.");
        var missing = known.Except(applied).ToList();
        if (missing.Count > 0)
            await db.Database.MigrateAsync(cancel);
        return missing;
    }

    /// <summary>Takes back the newest applied migration with all that is in its tables; returns its name, or null when there is none.</summary>
    public async Task<string?> Down(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var turn = await TakeTurn(cancel);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Count == 0)
            return null;
        await db.GetService<IMigrator>().MigrateAsync(applied.Count > 1 ? applied[^2] : Migration.InitialDatabase, cancel);
        return applied[^1];
    }

    /// <summary>Waits until no other program migrates; the turn ends with the connection it is held on, so a crash ends it too.</summary>
    private async Task<IAsyncDisposable> TakeTurn(CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        try
        {
            if (db.Database.IsNpgsql())
            {
                await db.Database.OpenConnectionAsync(cancel);
                // A transaction's lock and not a session's: a pooled connection would keep the latter after it is given back.
                await db.Database.BeginTransactionAsync(cancel);
                db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancel);
            }
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
