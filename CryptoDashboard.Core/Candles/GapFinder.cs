using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Finds the holes in a series that is shown to it in order, one candle at a time.</summary>
public sealed class GapFinder(Timeframe timeframe)
{
    private readonly List<CandleGap> _gaps = [];
    private long _expected = long.MinValue;

    /// <summary>The holes so far, oldest first.</summary>
    public IReadOnlyList<CandleGap> Gaps => _gaps;

    /// <summary>Takes the open time of the next candle, Unix milliseconds; earlier ones than expected are ignored.</summary>
    public void Add(long openMs)
    {
        if (_expected != long.MinValue && openMs > _expected)
        {
            _gaps.Add(new CandleGap(
                DateTimeOffset.FromUnixTimeMilliseconds(_expected),
                DateTimeOffset.FromUnixTimeMilliseconds(openMs),
                (openMs - _expected) / timeframe.Milliseconds));
        }
        if (openMs >= _expected)
            _expected = openMs + timeframe.Milliseconds;
    }
}
