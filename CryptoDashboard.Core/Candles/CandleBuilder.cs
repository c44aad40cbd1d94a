using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Builds the candles of a larger timeframe from those of a smaller one, shown in order. A larger candle is closed when its last small
/// one has come or when one of a later bucket comes; what is missing inside it is simply not in it. Which candle is still being made is
/// never mistaken for a closed one.
/// </summary>
public sealed class CandleBuilder
{
    private readonly Timeframe _small;
    private readonly Timeframe _large;
    private Candle _making;
    private bool _isMaking;

    /// <exception cref="ArgumentException">The larger timeframe is not a multiple of the smaller one.</exception>
    public CandleBuilder(Timeframe small, Timeframe large)
    {
        if (large.Minutes <= small.Minutes || large.Minutes % small.Minutes != 0)
            throw new ArgumentException($"{large} candles cannot be built from {small} ones.", nameof(large));
        (_small, _large) = (small, large);
    }

    /// <summary>The larger candle that is being made, or null.</summary>
    public Candle? InProgress => _isMaking ? _making : null;

    /// <summary>Takes the next closed small candle.</summary>
    /// <param name="closed">Receives the larger candles it closes: at most two, the one before a hole and its own.</param>
    public void Add(in Candle candle, ICollection<Candle> closed)
    {
        var bucket = _large.OpenOf(candle.OpenMs);
        if (_isMaking && _making.OpenMs != bucket)
        {
            closed.Add(_making);
            _isMaking = false;
        }
        _making = With(candle, bucket);
        _isMaking = candle.OpenMs + _small.Milliseconds != bucket + _large.Milliseconds;
        if (!_isMaking)
            closed.Add(_making);
    }

    /// <summary>What the larger candle would be with this small one, which is still being made, in it.</summary>
    public Candle Preview(in Candle inProgress) => With(inProgress, _large.OpenOf(inProgress.OpenMs));

    private Candle With(in Candle candle, long bucket) => _isMaking && _making.OpenMs == bucket
        ? _making with
        {
            High = Math.Max(_making.High, candle.High),
            Low = Math.Min(_making.Low, candle.Low),
            Close = candle.Close,
            Volume = _making.Volume + candle.Volume,
        }
        : candle with { OpenMs = bucket };
}
