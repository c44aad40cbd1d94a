using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>Rate of change: how much the value grew in <c>length</c> candles. Percent; NaN before the warm-up and where it grew from 0.</summary>
public sealed class Roc : IIndicator
{
    private readonly double[] _values;
    private readonly CandleSource _source;
    private int _at;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Roc(int length, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (_values, _source) = (new double[length], source);
    }

    public static IndicatorKind Kind { get; } = new(
        "roc", "Rate of change", "How much the price has moved since some candles ago, percent.",
        [Parameter.Length(12, "How many candles ago it compares with.")],
        IndicatorKind.OneLine("ROC"), IndicatorPane.Own with { Guides = [0] }, (p, source) => new Roc(p.Integer("length"), source))
    {
        TakesSource = true,
    };

    public int WarmUp => _values.Length + 1;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next value and returns the new <see cref="Value"/>.</summary>
    public double Update(double value)
    {
        if (!double.IsFinite(value))
            return Value;
        var then = _values[_at];
        _values[_at] = value;
        if (++_at == _values.Length)
            _at = 0;
        if (_seen == _values.Length)
            return Value = then == 0 ? double.NaN : 100 * ((value / then) - 1);
        _seen++;
        return Value;
    }
}
