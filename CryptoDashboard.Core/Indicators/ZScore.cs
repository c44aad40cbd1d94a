using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// How many standard deviations the value is from the mean of the last <c>length</c>, itself included. Population deviation, as the
/// Bollinger bands have it, or that of a sample. NaN before the warm-up and while the window stands still.
/// </summary>
public sealed class ZScore : IIndicator
{
    private readonly RollingMoments _moments;
    private readonly bool _sample;
    private readonly CandleSource _source;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public ZScore(int length, bool sample = false, CandleSource source = CandleSource.Close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        (_moments, _sample, _source, WarmUp) = (new RollingMoments(length), sample, source, length);
    }

    public static IndicatorKind Kind { get; } = new(
        "z-score", "Z-score", "How far the price is from its mean, in standard deviations.",
        [
            Parameter.Length(20, "Candles of the mean and of the deviation.", min: 2),
            new("sample", "Deviation", "Of the population, as Bollinger bands have it, or of a sample: divided by one less.", 0, 0, 1, 1) { Choices = ["population", "sample"] },
        ],
        IndicatorKind.OneLine("Z-score"), IndicatorPane.Own with { Guides = [-2, 0, 2] }, (p, source) => new ZScore(p.Integer("length"), p.Integer("sample") == 1, source))
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
        _moments.Add(value);
        var deviation = _sample ? _moments.SampleDeviation : _moments.PopulationDeviation;
        return Value = deviation == 0 ? double.NaN : (value - _moments.Mean) / deviation;
    }
}
