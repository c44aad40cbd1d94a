using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Average directional index with +DI and −DI after J. Welles Wilder, "New Concepts in Technical Trading Systems" (1978), seeded as TA-Lib
/// does: movements and ranges are summed over <c>length</c> − 1 changes, the next one comes in Wilder's way. All 0 to 100, NaN before the
/// warm-up. Where nothing moved at all DX is undefined; the ADX then stays as it is.
/// </summary>
public sealed class Adx : IIndicator
{
    private readonly int _length;
    private double _plus;
    private double _minus;
    private double _range;
    private double _sum;
    private double _lastHigh;
    private double _lastLow;
    private double _lastClose = double.NaN;
    private int _seen;
    private int _indices;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public Adx(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        _length = length;
    }

    public static IndicatorKind Kind { get; } = new(
        "adx", "ADX", "How strong a trend is, whichever way it goes; +DI and −DI say which way.",
        [Parameter.Length(14, "Candles it averages; longer is calmer and later.", min: 2)],
        [new("adx", "ADX"), new("plus-di", "+DI"), new("minus-di", "−DI"), new("dx", "DX")], IndicatorPane.Between(0, 100, 25),
        (p, _) => new Adx(p.Integer("length")));

    public int WarmUp => 2 * _length;

    public double Value { get; private set; } = double.NaN;

    /// <summary>Share of the range that upward movements made, percent.</summary>
    public double PlusDi { get; private set; } = double.NaN;

    /// <summary>Share of the range that downward movements made, percent.</summary>
    public double MinusDi { get; private set; } = double.NaN;

    /// <summary>What the ADX averages: the difference of the two over their sum, percent.</summary>
    public double Dx { get; private set; } = double.NaN;

    double IIndicator.this[int output] => output switch { 0 => Value, 1 => PlusDi, 2 => MinusDi, _ => Dx };

    public int WarmUpOf(int output) => output == 0 ? WarmUp : _length + 1;

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        var (up, down, last) = (candle.High - _lastHigh, _lastLow - candle.Low, _lastClose);
        (_lastHigh, _lastLow, _lastClose) = (candle.High, candle.Low, candle.Close);
        if (double.IsNaN(last))
            return;
        var kept = ++_seen < _length ? 1 : 1 - (1d / _length);
        _plus = (_plus * kept) + (up > down && up > 0 ? up : 0);
        _minus = (_minus * kept) + (down > up && down > 0 ? down : 0);
        _range = (_range * kept) + Math.Max(candle.High - candle.Low, Math.Max(Math.Abs(candle.High - last), Math.Abs(candle.Low - last)));
        if (_seen < _length)
            return;
        (PlusDi, MinusDi) = (100 * _plus / _range, 100 * _minus / _range);
        Dx = 100 * Math.Abs(PlusDi - MinusDi) / (PlusDi + MinusDi);
        if (!double.IsNaN(Dx))
            Average();
    }

    private void Average()
    {
        if (_indices == _length)
        {
            Value = ((Value * (_length - 1)) + Dx) / _length;
            return;
        }
        _sum += Dx;
        if (++_indices == _length)
            Value = _sum / _length;
    }
}
