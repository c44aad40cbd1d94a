using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Volume-weighted average price of the day: typical price (high + low + close) / 3 weighed by volume, anew from the first candle that
/// opens on a UTC day. Price units; NaN while the day has no volume.
/// </summary>
public sealed class VwapSession : IIndicator
{
    private const long DayMs = 86_400_000;
    private long _day = long.MinValue;
    private double _value;
    private double _volume;

    public static IndicatorKind Kind { get; } = new(
        "vwap-session", "VWAP of the day", "What the coins of this UTC day were paid with on average.",
        [], IndicatorKind.OneLine("VWAP"), IndicatorPane.Price, (_, _) => new VwapSession());

    public int WarmUp => 1;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        var day = Math.DivRem(candle.OpenMs, DayMs).Quotient;
        if (day != _day)
            (_day, _value, _volume) = (day, 0, 0);
        _value += CandleSources.Typical(candle) * candle.Volume;
        _volume += candle.Volume;
        Value = _value / _volume;
    }
}
