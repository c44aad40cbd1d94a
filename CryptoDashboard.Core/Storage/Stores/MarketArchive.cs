using CryptoDashboard.Core.Feeds;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>The archive of markets in the database: spans of rules, and a day's volume ranks.</summary>
public sealed class MarketArchive(IDbContextFactory<DashboardDbContext> contexts) : IMarketArchive
{
    public async Task<bool> Has(string exchange, DateOnly day, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ArchivedVolume>().Where(v => v.Exchange == exchange && v.Day == day).Select(v => v.Rank).FirstOrDefaultAsync(cancel) > 0;
    }

    public async Task<ArchiveChange> Record(string exchange, DateOnly day, IReadOnlyList<ArchivedMarket> markets, IReadOnlyList<ArchivedVolume> volumes, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var newest = await db.Set<ArchivedVolume>().Where(v => v.Exchange == exchange).MaxAsync(v => (DateOnly?)v.Day, cancel);
        if (newest > day)
            throw new ArgumentException($"{exchange} is recorded up to {newest:yyyy-MM-dd}; {day:yyyy-MM-dd} can no longer be recorded.", nameof(day));
        var open = await db.Set<ArchivedMarket>().Where(m => m.Exchange == exchange && m.Until == null).ToDictionaryAsync(m => m.Symbol, StringComparer.Ordinal, cancel);
        var (listed, changed, delisted) = (0, 0, 0);
        foreach (var market in markets)
        {
            if (!open.Remove(market.Symbol, out var known))
            {
                listed++;
                db.Add(market);
            }
            else if (!known.HasRulesOf(market))
            {
                changed++;
                if (known.From == day)
                {
                    (known.Tick, known.Lot, known.MinQuantity, known.MinNotional, known.Maker, known.Taker) =
                        (market.Tick, market.Lot, market.MinQuantity, market.MinNotional, market.Maker, market.Taker);
                    continue;
                }
                known.Until = day;
                db.Add(market);
            }
        }
        foreach (var gone in open.Values)
        {
            delisted++;
            if (gone.From == day)
                db.Remove(gone); // listed and gone on one day: it was never there on any whole one
            else
                gone.Until = day;
        }
        await db.Set<ArchivedVolume>().Where(v => v.Exchange == exchange && v.Day == day).ExecuteDeleteAsync(cancel);
        db.AddRange(volumes);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new ArchiveChange(listed, changed, delisted);
    }

    public async Task<IReadOnlyList<ArchivedMarket>> AsOf(string exchange, DateOnly day, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<ArchivedMarket>().AsNoTracking()
            .Where(m => m.Exchange == exchange && m.From <= day && (m.Until == null || m.Until > day))
            .OrderBy(m => m.Symbol).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<ArchivedVolume>> VolumesAsOf(string exchange, DateOnly day, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var volumes = db.Set<ArchivedVolume>().AsNoTracking().Where(v => v.Exchange == exchange);
        var last = await volumes.Where(v => v.Day <= day).OrderByDescending(v => v.Day).Select(v => (DateOnly?)v.Day).FirstOrDefaultAsync(cancel);
        return last is null ? [] : await volumes.Where(v => v.Day == last).OrderBy(v => v.Rank).ThenBy(v => v.Symbol).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<ArchivedMarket>> Spans(string exchange, string quote, DateOnly until, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ending = $"/{quote}";
        return await db.Set<ArchivedMarket>().AsNoTracking()
            .Where(m => m.Exchange == exchange && m.From <= until && m.Symbol.EndsWith(ending))
            .OrderBy(m => m.Symbol).ThenBy(m => m.From).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<ArchivedVolume>> Volumes(string exchange, string quote, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ending = $"/{quote}";
        var volumes = db.Set<ArchivedVolume>().AsNoTracking().Where(v => v.Exchange == exchange && v.Symbol.EndsWith(ending));
        var found = await volumes.Where(v => v.Day >= from && v.Day <= to).OrderBy(v => v.Day).ThenBy(v => v.Rank).ToListAsync(cancel);
        // The days before and after tell since when there is something, and how old the last of it is.
        var before = await volumes.Where(v => v.Day < from).MaxAsync(v => (DateOnly?)v.Day, cancel);
        var after = found.Count > 0 ? null : await volumes.Where(v => v.Day > to).MinAsync(v => (DateOnly?)v.Day, cancel);
        return before is null && after is null ? found : [.. await volumes.Where(v => v.Day == before || v.Day == after).OrderBy(v => v.Day).ThenBy(v => v.Rank).ToListAsync(cancel), .. found];
    }
}
