using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Addresses of bots, and what came in by them, in the database.</summary>
public sealed class HookStore(IDbContextFactory<DashboardDbContext> contexts) : IHookStore
{
    public async Task<Hook?> Find(string publicId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Hook>().AsNoTracking().FirstOrDefaultAsync(h => h.PublicId == publicId, cancel);
    }

    public async Task<Hook?> Of(int botId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Hook>().AsNoTracking().FirstOrDefaultAsync(h => h.BotId == botId, cancel);
    }

    public async Task Keep(Hook hook, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<Hook>().Where(h => h.BotId == hook.BotId).ExecuteDeleteAsync(cancel);
        db.Add(hook);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task<IReadOnlyList<OutsideSignal>> Latest(int botId, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<OutsideSignal>().AsNoTracking().Where(s => s.BotId == botId).OrderByDescending(s => s.ReceivedAt).Take(max).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<DomainEvent>> TurnedDown(int botId, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DomainEvent>().AsNoTracking().Where(e => e.BotId == botId && e.Kind == HookDesk.TurnedDown).OrderByDescending(e => e.Id).Take(max).ToListAsync(cancel);
    }
}
