using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Weighted moving average: the newest of the last <c>length</c> values counts <c>length</c> times, the oldest once. Units of its source,
/// NaN before the warm-up. Additions only, in blocks as <see cref="RollingSum"/> explains.
/// </summary>
public sealed class Wma : IIndicator
{
    private readonly double[] _block;
    private readonly double[] _toEnd;
    private readonly double[] _weighedToEnd;
    private readonly CandleSource _source;
    private double _begun;
    private double _weighed;
    private int _at;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Wma(int length, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_block, _toEnd, _weighedToEnd, _source) = (new double[length], new double[length + 1], new double[length + 1], source);
    }

    public static IndicatorKind Kind { get; } = new(
        "wma", "Weighted moving average", "A mean whose weights fall in a straight line with age.",
        [Parameter.Length(20, "Candles it averages; longer is calmer and later.")],
        IndicatorKind.OneLine("WMA"), IndicatorPane.Price, (p, source) => new Wma(p.Integer("length"), source))
    {
        TakesSource = true,
    };

    public int WarmUp => _block.Length;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next value and returns the new <see cref="Value"/>.</summary>
    public double Update(double value)
    {
        if (!double.IsFinite(value))
            return Value;
        var length = _block.Length;
        _block[_at] = value;
        (_begun, _weighed) = _at == 0 ? (value, value) : (_begun + value, _weighed + ((_at + 1) * value));
        if (_seen < length)
            _seen++;
        // Those of this block weigh 1, 2, … by themselves; each of them weighs as much more as values of the block before are in the window.
        if (_seen == length)
            Value = (_weighedToEnd[_at + 1] + _weighed + ((length - _at - 1) * _begun)) / (length * (length + 1d) / 2);
        if (++_at == length)
            SumToEnds();
        return Value;
    }

    private void SumToEnds()
    {
        _at = 0;
        for (var i = _block.Length - 1; i >= 0; i--)
        {
            _toEnd[i] = _toEnd[i + 1] + _block[i];
            _weighedToEnd[i] = _weighedToEnd[i + 1] + _toEnd[i];
        }
    }
}
