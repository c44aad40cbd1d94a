using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Donchian channel after Richard Donchian: the highest high and the lowest low of the last <c>length</c> candles, and their middle. The
/// last candle counts too, unless it is told to leave it out: a close can break out only of a channel it did not help to make. Price
/// units, NaN before the warm-up.
/// </summary>
public sealed class Donchian : IIndicator
{
    private readonly RollingHighest _high;
    private readonly RollingHighest _minusLow;
    private readonly bool _before;

    /// <param name="before">Leave the last candle out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Donchian(int length, bool before = false) =>
        (_high, _minusLow, _before, WarmUp) = (new RollingHighest(length), new RollingHighest(length), before, before ? length + 1 : length);

    public static IndicatorKind Kind { get; } = new(
        "donchian", "Donchian channel", "The highest and the lowest price of the last candles.",
        [
            Parameter.Length(20, "Candles it looks at."),
            Parameter.Skip,
        ],
        [new("upper", "Highest"), new("middle", "Middle"), new("lower", "Lowest")], IndicatorPane.Price,
        (p, _) => new Donchian(p.Integer("length"), p.Integer("skip") == 1));

    public int WarmUp { get; }

    public double Upper { get; private set; } = double.NaN;

    public double Middle => (Upper + Lower) / 2;

    public double Lower { get; private set; } = double.NaN;

    double IIndicator.this[int output] => output switch { 0 => Upper, 1 => Middle, _ => Lower };

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        if (_before)
            (Upper, Lower) = (_high.Value, -_minusLow.Value);
        _high.Add(candle.High);
        _minusLow.Add(-candle.Low);
        if (!_before)
            (Upper, Lower) = (_high.Value, -_minusLow.Value);
    }
}
