using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Finds the holes in what is stored of a series.</summary>
public static class SeriesGaps
{
    /// <summary>The holes between the first and the last candle with <paramref name="from"/> ≤ open time &lt; <paramref name="to"/>, oldest first.</summary>
    public static async Task<IReadOnlyList<CandleGap>> Find(ICandleStore store, MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var finder = new GapFinder(timeframe);
        await foreach (var candle in store.Read(market, timeframe, from, to, cancel))
            finder.Add(candle.OpenMs);
        return finder.Gaps;
    }
}
