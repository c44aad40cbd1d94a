using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Replay runs in the database.</summary>
public sealed class ReplayStore(IDbContextFactory<DashboardDbContext> contexts) : IReplayStore
{
    public async Task<IReadOnlyList<ReplayRun>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ReplayRun>().AsNoTracking().OrderByDescending(r => r.Id).ToListAsync(cancel);
    }

    public async Task<ReplayRun?> Find(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ReplayRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
    }

    public async Task<ReplayRun> Create(ReplayRun run, Func<ReplayRun, DomainEvent> told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told(run));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    public async Task Save(ReplayRun run, DomainEvent? told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (told is not null)
        {
            await EventTurn.Take(db, cancel);
            db.Add(told);
        }
        db.Update(run);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
