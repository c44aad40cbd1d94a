using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Fetches from an exchange what is missing of a stored series.</summary>
public sealed class Backfill(ICandleStore store, ExchangeHistory history, TimeProvider time)
{
    private static readonly TimeSpan Stretch = TimeSpan.FromDays(2);

    /// <summary>Fills every hole between <paramref name="from"/> and now, and what is missing before the first and after the last stored candle there.</summary>
    /// <param name="progress">Told of each stretch: how far it has come, and how many candles are new so far.</param>
    /// <returns>How many candles are new.</returns>
    /// <exception cref="Outside.OutsideFault">The exchange could not be asked; what came before is kept.</exception>
    public async Task<long> Run(MarketId market, Timeframe timeframe, DateTimeOffset from, Action<DateTimeOffset, long>? progress, CancellationToken cancel)
    {
        var added = 0L;
        foreach (var hole in await Holes(market, timeframe, timeframe.OpenOf(from), cancel))
        {
            for (var start = hole.From; start < hole.To; start += Stretch)
            {
                var end = start + Stretch < hole.To ? start + Stretch : hole.To;
                var candles = await history.Closed(market, timeframe, start, end, TimeSpan.Zero, null, cancel);
                if (candles.Count > 0)
                {
                    await using var import = await store.BeginImport(market, timeframe, cancel);
                    await import.Write(candles.ToArray(), cancel);
                    added += await import.Commit(cancel);
                }
                progress?.Invoke(end, added);
            }
        }
        return added;
    }

    private async Task<List<TimeRange>> Holes(MarketId market, Timeframe timeframe, DateTimeOffset from, CancellationToken cancel)
    {
        var now = timeframe.OpenOf(time.GetUtcNow());
        var holes = new List<TimeRange>();
        var expected = from;
        await foreach (var candle in store.Read(market, timeframe, from, now, cancel))
        {
            if (candle.OpenTime > expected)
                holes.Add(new TimeRange(expected, candle.OpenTime));
            expected = candle.OpenTime + timeframe.Duration;
        }
        if (expected < now)
            holes.Add(new TimeRange(expected, now));
        return holes;
    }
}
