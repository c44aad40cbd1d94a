using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>Simple moving average: the mean of the last <c>length</c> values. Units of its source, NaN before the warm-up.</summary>
public sealed class Sma : IIndicator
{
    private readonly RollingSum _sum;
    private readonly CandleSource _source;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public Sma(int length, CandleSource source = CandleSource.Close) => (_sum, _source, WarmUp) = (new RollingSum(length), source, length);

    public static IndicatorKind Kind { get; } = new(
        "sma", "Simple moving average", "The mean of the last candles, each counting the same.",
        [Parameter.Length(20, "Candles it averages; longer is calmer and later.")],
        IndicatorKind.OneLine("SMA"), IndicatorPane.Price, (p, source) => new Sma(p.Integer("length"), source))
    {
        TakesSource = true,
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
        _sum.Add(value);
        return Value = _sum.Mean;
    }
}
