using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>The lowest of the last <c>length</c> values, the last one left out on request. Units of its source, NaN before the warm-up.</summary>
public sealed class Lowest : IIndicator
{
    private readonly RollingHighest _window;
    private readonly bool _before;
    private readonly CandleSource _source;

    /// <param name="before">Leave the last value out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Lowest(int length, bool before = false, CandleSource source = CandleSource.Low) =>
        (_window, _before, _source, WarmUp) = (new RollingHighest(length), before, source, before ? length + 1 : length);

    public static IndicatorKind Kind { get; } = new(
        "lowest", "Lowest", "The lowest value of the last candles.",
        [Parameter.Length(20, "Candles it looks at."), Parameter.Skip],
        IndicatorKind.OneLine("Lowest"), IndicatorPane.Price, (p, source) => new Lowest(p.Integer("length"), p.Integer("skip") == 1, source))
    {
        TakesSource = true,
        DefaultSource = CandleSource.Low,
    };

    public int WarmUp { get; }

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    public void Update(in Candle candle) => Update(_source.Of(candle));

    /// <summary>Takes the next value and returns the new <see cref="Value"/>.</summary>
    public double Update(double value)
    {
        if (!double.IsFinite(value))
            return Value;
        var before = _window.Value;
        _window.Add(-value);
        return Value = -(_before ? before : _window.Value);
    }
}
