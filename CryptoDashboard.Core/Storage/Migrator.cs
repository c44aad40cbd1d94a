using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CryptoDashboard.Core.Storage;

/// <summary>
/// Brings the tables up to date, or back. EF Core takes a lock in the database while it migrates, so that of two programs starting at
/// once one waits for the other.
/// </summary>
public sealed class Migrator(IDbContextFactory<DashboardDbContext> contexts)
{
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
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Count == 0)
            return null;
        await db.GetService<IMigrator>().MigrateAsync(applied.Count > 1 ? applied[^2] : Migration.InitialDatabase, cancel);
        return applied[^1];
    }
}
