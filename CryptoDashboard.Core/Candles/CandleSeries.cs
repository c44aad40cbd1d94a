using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Closed candles of one market and timeframe in memory, ascending, each open time once. Never changed: any number of runs read it at once.</summary>
/// <param name="Candles">With holes where nobody traded or nothing was stored.</param>
public sealed record CandleSeries(MarketId Market, Timeframe Timeframe, ReadOnlyMemory<Candle> Candles)
{
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
