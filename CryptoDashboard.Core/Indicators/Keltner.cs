using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Keltner channel as Linda Raschke draws it: an EMA of the close and, above and below it, some average true ranges (Wilder's). Price
/// units, NaN before the warm-up.
/// </summary>
public sealed class Keltner : IIndicator
{
    private readonly Ema _ema;
    private readonly Atr _atr;
    private readonly double _width;

    /// <param name="width">Average true ranges from the middle to a band.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1 or the width negative.</exception>
    public Keltner(int length, int atrLength, double width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        (_ema, _atr, _width) = (new Ema(length), new Atr(atrLength), width);
    }

    public static IndicatorKind Kind { get; } = new(
        "keltner", "Keltner channel", "An average and the distance that candles usually cover around it.",
        [
            Parameter.Length(20, "Length of the average in the middle."),
            new("atr", "ATR length", "Candles of the average true range.", 10, 1, 1_000, 1),
            new("width", "Width", "Average true ranges from the middle to a band.", 2, 0.1m, 10, 0.1m),
        ],
        [new("upper", "Upper band"), new("middle", "Middle"), new("lower", "Lower band")], IndicatorPane.Price,
        (p, _) => new Keltner(p.Integer("length"), p.Integer("atr"), p.Number("width")));

    public int WarmUp => Math.Max(_ema.WarmUp, _atr.WarmUp);

    public double Upper => _ema.Value + (_width * _atr.Value);

    /// <summary>NaN until the bands have their values too.</summary>
    public double Middle => double.IsNaN(_atr.Value) ? double.NaN : _ema.Value;

    public double Lower => _ema.Value - (_width * _atr.Value);

    double IIndicator.this[int output] => output switch { 0 => Upper, 1 => Middle, _ => Lower };

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        _ema.Update(candle.Close);
        _atr.Update(candle);
    }
}
