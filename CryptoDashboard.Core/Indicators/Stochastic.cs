using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Slow stochastic after George Lane: where the close stands between the lowest low and the highest high of the last candles, calmed by a
/// mean (%K), and a mean of that (%D). 0 to 100, NaN before the warm-up and while a window of it has no range at all.
/// </summary>
public sealed class Stochastic : IIndicator
{
    private readonly RollingHighest _high;
    private readonly RollingHighest _minusLow;
    private readonly RollingSum _k;
    private readonly RollingSum _d;
    private readonly int _first;

    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public Stochastic(int length, int smooth, int signal)
    {
        (_high, _minusLow, _k, _d) = (new RollingHighest(length), new RollingHighest(length), new RollingSum(smooth), new RollingSum(signal));
        (_first, WarmUp) = (length + smooth - 1, length + smooth + signal - 2);
    }

    public static IndicatorKind Kind { get; } = new(
        "stochastic", "Stochastic", "Where the close stands in the range of the last candles: near 100 at its top, near 0 at its bottom.",
        [
            Parameter.Length(14, "Candles whose range it looks at."),
            new("smooth", "Smoothing", "Values of the raw line averaged into %K; 1 is the fast stochastic.", 3, 1, 100, 1),
            new("signal", "Signal length", "Values of %K averaged into %D.", 3, 1, 100, 1),
        ],
        [new("k", "%K"), new("d", "%D")], IndicatorPane.Between(0, 100, 20, 80),
        (p, _) => new Stochastic(p.Integer("length"), p.Integer("smooth"), p.Integer("signal")));

    public int WarmUp { get; }

    public double K { get; private set; } = double.NaN;

    public double D { get; private set; } = double.NaN;

    double IIndicator.this[int output] => output == 0 ? K : D;

    public int WarmUpOf(int output) => output == 0 ? _first : WarmUp;

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        _high.Add(candle.High);
        _minusLow.Add(-candle.Low);
        var (high, low) = (_high.Value, -_minusLow.Value);
        if (double.IsNaN(high))
            return;
        // 0/0 where there is no range: it stays undefined as long as a mean contains it.
        _k.Add(100 * (candle.Close - low) / (high - low));
        K = _k.Mean;
        if (!_k.IsFull)
            return;
        _d.Add(K);
        D = _d.Mean;
    }
}
