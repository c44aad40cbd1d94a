using CryptoDashboard.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Reads the events table.</summary>
public sealed class EventLog(IDbContextFactory<DashboardDbContext> contexts) : IEventLog
{
    public async Task<long> LastId(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DomainEvent>().MaxAsync(e => (long?)e.Id, cancel) ?? 0;
    }

    public async Task<IReadOnlyList<DomainEvent>> ReadAfter(long afterId, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DomainEvent>().AsNoTracking().Where(e => e.Id > afterId).OrderBy(e => e.Id).Take(max).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<DomainEvent>> Latest(int? botId, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var events = db.Set<DomainEvent>().AsNoTracking();
        if (botId is { } id)
            events = events.Where(e => e.BotId == id);
        return await events.OrderByDescending(e => e.Id).Take(max).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<DomainEvent>> OfTopic(EventTopic topic, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DomainEvent>().AsNoTracking().Where(e => e.Topic == topic).OrderByDescending(e => e.Id).Take(count).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<DomainEvent>> OfKind(string kind, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DomainEvent>().AsNoTracking().Where(e => e.Kind == kind).OrderByDescending(e => e.Id).Take(count).ToListAsync(cancel);
    }

    public async Task Tell(IReadOnlyList<DomainEvent> events, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.AddRange(events);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
