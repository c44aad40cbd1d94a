using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Average true range after J. Welles Wilder, "New Concepts in Technical Trading Systems" (1978): the Wilder average, seeded with the plain
/// mean, of the largest of high − low, |high − last close| and |low − last close|. Price units, NaN before the warm-up.
/// </summary>
public sealed class Atr : IIndicator
{
    private readonly int _length;
    private double _sum;
    private double _lastClose = double.NaN;
    private int _seen;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Atr(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _length = length;
    }

    public static IndicatorKind Kind { get; } = new(
        "atr", "Average true range", "How far the price moves in one candle, gaps included.",
        [Parameter.Length(14, "Candles it averages; longer is calmer.")],
        IndicatorKind.OneLine("ATR"), IndicatorPane.Own, (p, _) => new Atr(p.Integer("length")));

    /// <summary>Candles needed before the first value: the first gives only a close.</summary>
    public int WarmUp => _length + 1;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    void IIndicator.Update(in Candle candle) => Update(candle);

    /// <summary>Takes the next closed candle and returns the new <see cref="Value"/>.</summary>
    public double Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return Value;
        var last = _lastClose;
        _lastClose = candle.Close;
        if (double.IsNaN(last))
            return Value;
        var range = Math.Max(candle.High - candle.Low, Math.Max(Math.Abs(candle.High - last), Math.Abs(candle.Low - last)));
        _seen++;
        if (_seen < _length)
        {
            _sum += range;
            return Value;
        }
        Value = _seen == _length ? (_sum + range) / _length : ((Value * (_length - 1)) + range) / _length;
        return Value;
    }
}
