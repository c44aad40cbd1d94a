using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// SuperTrend after Olivier Seban, as TradingView calculates it: bands some average true ranges around (high + low) / 2 that only come
/// nearer while the price stays on their side; the trend turns when the close crosses the band of its candle. It begins as falling.
/// Price units, direction +1 or −1, NaN before the warm-up.
/// </summary>
public sealed class SuperTrend : IIndicator
{
    private readonly Atr _atr;
    private readonly double _width;
    private double _lastClose;

    /// <param name="width">Average true ranges from the middle of the candle to a band.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1 or the width negative.</exception>
    public SuperTrend(int length, double width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        (_atr, _width) = (new Atr(length), width);
    }

    public static IndicatorKind Kind { get; } = new(
        "supertrend", "SuperTrend", "A stop line that follows the trend and turns when the close crosses it.",
        [
            Parameter.Length(10, "Candles of the average true range."),
            new("width", "Width", "Average true ranges from the price to the line; wider turns less often.", 3, 0.1m, 20, 0.1m),
        ],
        [new("value", "SuperTrend"), new("direction", "Direction"), new("upper", "Upper band"), new("lower", "Lower band")], IndicatorPane.Price,
        (p, _) => new SuperTrend(p.Integer("length"), p.Number("width")));

    public int WarmUp => _atr.WarmUp;

    /// <summary>The line: the lower band while the trend rises, the upper one while it falls.</summary>
    public double Value => Direction > 0 ? Lower : Upper;

    /// <summary>+1 rising, −1 falling.</summary>
    public double Direction { get; private set; } = double.NaN;

    public double Upper { get; private set; } = double.NaN;

    public double Lower { get; private set; } = double.NaN;

    double IIndicator.this[int output] => output switch { 0 => Value, 1 => Direction, 2 => Upper, _ => Lower };

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        var away = _width * _atr.Update(candle);
        var last = _lastClose;
        _lastClose = candle.Close;
        if (double.IsNaN(away))
            return;
        var middle = (candle.High + candle.Low) / 2;
        var (upper, lower) = (middle + away, middle - away);
        if (double.IsNaN(Direction))
        {
            (Upper, Lower, Direction) = (upper, lower, -1);
        }
        else
        {
            Upper = upper < Upper || last > Upper ? upper : Upper;
            Lower = lower > Lower || last < Lower ? lower : Lower;
        }
        if (Direction < 0 && candle.Close > Upper)
            Direction = 1;
        else if (Direction > 0 && candle.Close < Lower)
            Direction = -1;
    }
}
