using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Reads trades and the ledger.</summary>
public sealed class TradeStore(IDbContextFactory<DashboardDbContext> contexts)
{
    /// <summary>Trades, newest first.</summary>
    public async Task<Page<Trade>> List(HistoryFilter filter, int skip, int take, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var trades = Filtered(db, filter);
        return new Page<Trade>(
            await trades.OrderByDescending(t => t.OpenedAt).ThenBy(t => t.Id).Skip(skip).Take(take).ToListAsync(cancel),
            await trades.CountAsync(cancel));
    }

    /// <summary>All trades that fit, oldest first, streamed.</summary>
    public async IAsyncEnumerable<Trade> Stream(HistoryFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var trade in Filtered(db, filter).OrderBy(t => t.OpenedAt).ThenBy(t => t.Id).AsAsyncEnumerable().WithCancellation(cancel))
            yield return trade;
    }

    /// <summary>What the closed trades that fit add up to by bot and market, in quote units of the market.</summary>
    public async Task<IReadOnlyList<(int BotId, MarketId Market, TradeTotals Total)>> TotalsByBot(HistoryFilter filter, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sums = await Filtered(db, filter with { Open = false }).GroupBy(t => new { t.BotId, t.Market })
            .Select(g => new { g.Key.BotId, g.Key.Market, Count = g.Count(), Wins = g.Count(t => t.Profit > 0), Profit = g.Sum(t => t.Profit), Fees = g.Sum(t => t.Fees) })
            .ToListAsync(cancel);
        return [.. sums.Select(s => (s.BotId, s.Market, new TradeTotals(s.Count, s.Wins, s.Profit, s.Fees)))];
    }

    /// <summary>What the closed trades that fit add up to, in quote units: of one bot, or of markets with one quote asset.</summary>
    public async Task<TradeTotals> Totals(HistoryFilter filter, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Filtered(db, filter with { Open = false }).GroupBy(_ => 1)
            .Select(g => new TradeTotals(g.Count(), g.Count(t => t.Profit > 0), g.Sum(t => t.Profit), g.Sum(t => t.Fees)))
            .SingleOrDefaultAsync(cancel) ?? new TradeTotals(0, 0, 0, 0);
    }

    /// <summary>Sum of all ledger lines per asset; every one is zero, or the books are broken.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> LedgerSums(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sums = await db.Set<LedgerEntry>().GroupBy(e => e.Asset).Select(g => new { g.Key, Sum = g.Sum(e => e.Amount) }).ToListAsync(cancel);
        return sums.ToDictionary(s => s.Key.Code, s => s.Sum);
    }

    /// <summary>What the ledger says an account holds, per asset.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> Balances(string account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sums = await db.Set<LedgerEntry>().Where(e => e.Account == account).GroupBy(e => e.Asset).Select(g => new { g.Key, Sum = g.Sum(e => e.Amount) }).ToListAsync(cancel);
        return sums.ToDictionary(s => s.Key.Code, s => s.Sum);
    }

    /// <summary>The newest ledger lines, newest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> Ledger(int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<LedgerEntry>().AsNoTracking().OrderByDescending(e => e.At).ThenBy(e => e.Transaction).ThenBy(e => e.Line).Take(max).ToListAsync(cancel);
    }

    private static IQueryable<Trade> Filtered(DashboardDbContext db, HistoryFilter filter)
    {
        var trades = db.Set<Trade>().AsNoTracking();
        if (filter.BotId is { } bot)
            trades = trades.Where(t => t.BotId == bot);
        if (filter.Market is { } market)
            trades = trades.Where(t => t.Market == market);
        if (filter.Open is { } open)
            trades = trades.Where(t => t.ClosedAt == null == open);
        if (filter.From is { } from)
            trades = trades.Where(t => t.OpenedAt >= from);
        if (filter.To is { } to)
            trades = trades.Where(t => t.OpenedAt < to);
        return trades;
    }
}
