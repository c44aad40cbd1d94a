using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// On-balance volume after Joseph Granville: the volume of rising candles minus that of falling ones, begun with the first volume as
/// TA-Lib does. Base units; its level means nothing, since it depends on where it began, its direction does.
/// </summary>
public sealed class Obv : IIndicator
{
    private double _lastClose = double.NaN;
    private double _lost;

    public static IndicatorKind Kind { get; } = new(
        "obv", "On-balance volume", "Whether volume comes with rising or with falling prices; only its direction counts.",
        [], IndicatorKind.OneLine("OBV"), IndicatorPane.Own, (_, _) => new Obv());

    public int WarmUp => 1;

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        var last = _lastClose;
        _lastClose = candle.Close;
        if (double.IsNaN(last))
        {
            Value = candle.Volume;
            return;
        }
        // Kahan's sum: it runs as long as the bot does, and what the last bit loses would add up.
        var signed = (candle.Close > last ? candle.Volume : candle.Close < last ? -candle.Volume : 0) - _lost;
        var sum = Value + signed;
        _lost = sum - Value - signed;
        Value = sum;
    }
}
