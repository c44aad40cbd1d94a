using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Exponential moving average: each value moves it by 2/(length + 1) of the distance, seeded with the mean of the first <c>length</c>
/// values as TA-Lib does. Units of its source, NaN before the warm-up.
/// </summary>
public sealed class Ema : IIndicator
{
    private readonly int _length;
    private readonly double _share;
    private readonly CandleSource _source;
    private double _sum;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Ema(int length, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_length, _share, _source) = (length, 2d / (length + 1), source);
    }

    public static IndicatorKind Kind { get; } = new(
        "ema", "Exponential moving average", "A mean in which newer candles count more: it turns earlier than the simple one.",
        [Parameter.Length(20, "About how far back it looks; longer is calmer and later.")],
        IndicatorKind.OneLine("EMA"), IndicatorPane.Price, (p, source) => new Ema(p.Integer("length"), source))
    {
        TakesSource = true,
    };

    public int WarmUp => _length;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next value and returns the new <see cref="Value"/>.</summary>
    public double Update(double value)
    {
        if (!double.IsFinite(value))
            return Value;
        if (_seen >= _length)
            return Value += (value - Value) * _share;
        _sum += value;
        return ++_seen == _length ? Value = _sum / _length : Value;
    }
}
