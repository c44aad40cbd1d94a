using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Reads signals and the equity beside them.</summary>
public sealed class SignalStore(IDbContextFactory<DashboardDbContext> contexts)
{
    /// <summary>The newest BUYs and SELLs of these bots, newest first.</summary>
    public async Task<IReadOnlyList<SignalRecord>> LatestActed(IReadOnlyCollection<int> botIds, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SignalRecord>().AsNoTracking().Where(s => s.Action != SignalAction.Hold && botIds.Contains(s.BotId))
            .OrderByDescending(s => s.OpenTime).ThenBy(s => s.BotId).Take(max).ToListAsync(cancel);
    }

    /// <summary>The newest signals that the risk gate refused, of all bots, newest first.</summary>
    public async Task<IReadOnlyList<SignalRecord>> Refused(int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SignalRecord>().AsNoTracking().Where(s => s.RefusalCode != null)
            .OrderByDescending(s => s.OpenTime).ThenBy(s => s.BotId).Take(max).ToListAsync(cancel);
    }

    /// <summary>The newest signals of one bot, newest first, HOLDs only on demand.</summary>
    public async Task<IReadOnlyList<SignalRecord>> Latest(int botId, bool withHolds, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SignalRecord>().AsNoTracking().Where(s => s.BotId == botId && (withHolds || s.Action != SignalAction.Hold))
            .OrderByDescending(s => s.OpenTime).Take(max).ToListAsync(cancel);
    }

    /// <summary>How many candles a bot has handled, and how many of them came too late.</summary>
    public async Task<(int Handled, int Late)> Counts(int botId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var counts = await db.Set<SignalRecord>().Where(s => s.BotId == botId).GroupBy(s => s.Late)
            .Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(cancel);
        return (counts.Sum(c => c.Count), counts.Where(c => c.Late).Sum(c => c.Count));
    }

    /// <summary>Hourly equity of these bots, oldest first.</summary>
    public async Task<IReadOnlyList<EquityPoint>> Equity(IReadOnlyCollection<int> botIds, DateTimeOffset from, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<EquityPoint>().AsNoTracking().Where(p => botIds.Contains(p.BotId) && p.At >= from).OrderBy(p => p.At).ToListAsync(cancel);
    }

    /// <summary>Equity at each of the newest handled candles of a bot, oldest first.</summary>
    public async Task<IReadOnlyList<EquityPoint>> EquityByCandle(int botId, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var newest = await db.Set<SignalRecord>().Where(s => s.BotId == botId).OrderByDescending(s => s.OpenTime).Take(max)
            .Select(s => new EquityPoint { BotId = s.BotId, At = s.OpenTime, Equity = s.Equity }).ToListAsync(cancel);
        newest.Reverse();
        return newest;
    }
}
