using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Strategies.Rules;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Rule documents in the database.</summary>
public sealed class RuleStore(IDbContextFactory<DashboardDbContext> contexts) : IRuleStore
{
    public async Task<IReadOnlyList<RuleSet>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<RuleSet>().AsNoTracking().OrderBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<RuleVersion>> Versions(int? id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<RuleVersion>().AsNoTracking().Where(v => id == null || v.RuleSetId == id).OrderByDescending(v => v.Version).ToListAsync(cancel);
    }

    public async Task<RuleSet> Create(RuleSet set, RuleVersion first, Func<RuleSet, DomainEvent> told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(set);
        await db.SaveChangesAsync(cancel);
        db.Add(first with { RuleSetId = set.Id });
        await Tell(db, told(set), cancel);
        await transaction.CommitAsync(cancel);
        return set;
    }

    public async Task<RuleSet?> Add(RuleVersion next, string name, Func<RuleSet, DomainEvent> told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The version is asked for in the statement itself: of two who save at once the second changes nothing.
        var changed = await db.Set<RuleSet>().Where(r => r.Id == next.RuleSetId && r.Version == next.Version - 1).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.Version, next.Version)
                .SetProperty(r => r.Name, name)
                .SetProperty(r => r.ChangedAt, next.MadeAt)
                .SetProperty(r => r.ArchivedAt, (DateTimeOffset?)null),
            cancel);
        if (changed == 0)
            return null;
        var now = await db.Set<RuleSet>().AsNoTracking().SingleAsync(r => r.Id == next.RuleSetId, cancel);
        db.Add(next);
        await Tell(db, told(now), cancel);
        await transaction.CommitAsync(cancel);
        return now;
    }

    public async Task<bool> Remove(int id, DateTimeOffset now, Func<bool, DomainEvent> told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var named = $"{RuleBook.Prefix}{id}@";
        var isUsed = await db.Set<Bot>().CountAsync(b => b.Strategy.StartsWith(named), cancel) > 0;
        if (isUsed)
        {
            await db.Set<RuleSet>().Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.ArchivedAt, now), cancel);
        }
        else
        {
            await db.Set<RuleVersion>().Where(v => v.RuleSetId == id).ExecuteDeleteAsync(cancel);
            await db.Set<RuleSet>().Where(r => r.Id == id).ExecuteDeleteAsync(cancel);
        }
        await Tell(db, told(!isUsed), cancel);
        await transaction.CommitAsync(cancel);
        return !isUsed;
    }

    private static async Task Tell(DashboardDbContext db, DomainEvent told, CancellationToken cancel)
    {
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
    }
}
