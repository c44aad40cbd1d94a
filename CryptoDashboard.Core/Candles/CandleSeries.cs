using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Closed candles of one market and timeframe in memory, ascending, each open time once. Never changed: any number of runs read it at once.</summary>
/// <param name="Candles">With holes where nobody traded or nothing was stored.</param>
public sealed record CandleSeries(MarketId Market, Timeframe Timeframe, ReadOnlyMemory<Candle> Candles)
{
    /// <summary>The holes between the first and the last candle of a stretch, oldest first. A series without any is not walked through.</summary>
    /// <param name="from">Null from the first candle on.</param>
    /// <param name="to">Exclusive; null to the last.</param>
    public IReadOnlyList<CandleGap> Gaps(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var candles = Candles.Span[(from is { } start ? IndexOf(start) : 0)..(to is { } end ? IndexOf(end) : Candles.Length)];
        if (candles.IsEmpty || candles[^1].OpenMs - candles[0].OpenMs == (candles.Length - 1) * Timeframe.Milliseconds)
            return [];
        var finder = new GapFinder(Timeframe);
        foreach (var candle in candles)
            finder.Add(candle.OpenMs);
        return finder.Gaps;
    }

    /// <summary>Index of the first candle that opens at this moment or later.</summary>
    public int IndexOf(DateTimeOffset time)
    {
        var (low, high, ms) = (0, Candles.Length, time.ToUnixTimeMilliseconds());
        var span = Candles.Span;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (span[middle].OpenMs < ms)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
