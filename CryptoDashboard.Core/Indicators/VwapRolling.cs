using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Volume-weighted average price of the last <c>length</c> candles: typical price (high + low + close) / 3 weighed by volume. Price
/// units; NaN before the warm-up and while the window has no volume.
/// </summary>
public sealed class VwapRolling : IIndicator
{
    private readonly RollingSum _value;
    private readonly RollingSum _volume;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public VwapRolling(int length) => (_value, _volume, WarmUp) = (new RollingSum(length), new RollingSum(length), length);

    public static IndicatorKind Kind { get; } = new(
        "vwap", "VWAP", "What the coins of the last candles were paid with on average.",
        [Parameter.Length(20, "Candles it averages.")],
        IndicatorKind.OneLine("VWAP"), IndicatorPane.Price, (p, _) => new VwapRolling(p.Integer("length")));

    public int WarmUp { get; }

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    /// <summary>Takes the next closed candle and returns the new <see cref="Value"/>.</summary>
    public double Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return Value;
        _value.Add(CandleSources.Typical(candle) * candle.Volume);
        _volume.Add(candle.Volume);
        return _volume.IsFull ? Value = _value.Sum / _volume.Sum : Value;
    }

    void IIndicator.Update(in Candle candle) => Update(candle);
}
