using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance.Effectiveness;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>
/// What the stored signals came to. Nothing of it is stored: it follows from the candles, so that candles which are filled in later
/// mend it.
/// </summary>
public sealed class OutcomeReader(IDbContextFactory<DashboardDbContext> contexts, ICandleStore candles)
{
    /// <summary>So many signals are looked at, the newest.</summary>
    public const int Most = 20_000;

    /// <summary>The newest BUYs and SELLs of candles that opened at <paramref name="from"/> or later, newest first.</summary>
    public async Task<IReadOnlyList<SignalOutcome>> Read(DateTimeOffset from, CancellationToken cancel)
    {
        var signals = await ReadSignals(from, cancel);
        var outcomes = new List<SignalOutcome>(signals.Count);
        foreach (var group in signals.GroupBy(s => (s.Signal.Market, s.Signal.Timeframe)))
        {
            var (market, timeframe) = group.Key;
            var moves = await ReadMoves(market, timeframe, group.Min(s => s.Signal.OpenTime), group.Max(s => s.Signal.OpenTime), cancel);
            outcomes.AddRange(group.Select(s => moves.Of(s.Signal, s.Strategy)));
        }
        outcomes.Sort((a, b) => b.At.CompareTo(a.At));
        return outcomes;
    }

    private async Task<List<(SignalRecord Signal, string Strategy)>> ReadSignals(DateTimeOffset from, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<SignalRecord>().AsNoTracking()
            .Where(s => s.Action != SignalAction.Hold && s.OpenTime >= from)
            .OrderByDescending(s => s.OpenTime).ThenBy(s => s.BotId).Take(Most)
            .Join(db.Set<Bot>(), s => s.BotId, b => b.Id, (signal, bot) => new { signal, bot.Strategy })
            .ToListAsync(cancel);
        return rows.ConvertAll(r => (r.signal, r.Strategy));
    }

    private async Task<MarketMoves> ReadMoves(MarketId market, Timeframe timeframe, DateTimeOffset first, DateTimeOffset last, CancellationToken cancel)
    {
        var read = new List<Candle>();
        await foreach (var candle in candles.Read(market, timeframe, first, last + ((SignalOutcome.Horizons[^1] + 1) * timeframe.Duration), cancel))
            read.Add(candle);
        return new MarketMoves(read, timeframe);
    }
}
