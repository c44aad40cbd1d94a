using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Sample standard deviation of the last <c>length</c> log returns of the close, per candle and not annualised: 0.01 is about 1 %. NaN
/// before the warm-up, 0 while the price stands still.
/// </summary>
public sealed class Volatility : IIndicator
{
    private readonly RollingMoments _returns;
    private double _last = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public Volatility(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        (_returns, WarmUp) = (new RollingMoments(length), length + 1);
    }

    public static IndicatorKind Kind { get; } = new(
        "volatility", "Volatility", "How much the price usually moves from one candle to the next; 0.01 is about 1 %.",
        [Parameter.Length(20, "Returns it looks at.", min: 2)],
        IndicatorKind.OneLine("Volatility"), IndicatorPane.Own, (p, _) => new Volatility(p.Integer("length")));

    public int WarmUp { get; }

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    void IIndicator.Update(in Candle candle) => Update(candle.Close);

    /// <summary>Takes the next closed candle's close and returns the new <see cref="Value"/>.</summary>
    public double Update(double close)
    {
        if (!double.IsFinite(close))
            return Value;
        var last = _last;
        _last = close;
        if (double.IsNaN(last))
            return Value;
        _returns.Add(Math.Log(close / last));
        return Value = _returns.SampleDeviation;
    }
}
