using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>Closes of one market with what was traded, by the moment they were known. Shorter candles are drawn together to hours.</summary>
internal sealed class PricePath
{
    private const long HourMs = 3_600_000;

    private readonly List<long> _closedMs = [];
    private readonly List<double> _closes = [];
    private readonly List<double> _traded = [];
    private long _bucketEnds;

    /// <summary>Takes the next candle; ascending.</summary>
    /// <param name="lengthMs">Of the candle.</param>
    public void Add(in Candle candle, long lengthMs)
    {
        // An hour is known when it is over, however many of its minutes are stored.
        var closed = lengthMs >= HourMs ? candle.OpenMs + lengthMs : ((candle.OpenMs / HourMs) + 1) * HourMs;
        if (closed != _bucketEnds)
        {
            _bucketEnds = closed;
            _closedMs.Add(closed);
            _closes.Add(0);
            _traded.Add(0);
        }
        _closes[^1] = candle.Close;
        _traded[^1] += candle.Close * candle.Volume;
    }

    /// <summary>When the last close was known that was known at this moment; null before the first.</summary>
    public long? LastAt(long ms) => IndexAt(ms) is >= 0 and var i ? _closedMs[i] : null;

    /// <summary>The last close known at a moment, where it is no older than <paramref name="freshMs"/>.</summary>
    public double? CloseAt(long ms, long freshMs) => IndexAt(ms) is >= 0 and var i && _closedMs[i] > ms - freshMs ? _closes[i] : null;

    /// <summary>What was traded by candles that closed after one moment and until another; quote units.</summary>
    public double Traded(long afterMs, long untilMs)
    {
        var sum = 0d;
        for (var i = IndexAt(untilMs); i >= 0 && _closedMs[i] > afterMs; i--)
            sum += _traded[i];
        return sum;
    }

    private int IndexAt(long ms)
    {
        var index = _closedMs.BinarySearch(ms);
        return index >= 0 ? index : ~index - 1;
    }
}
