using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Indicators;

/// <summary>
/// Commodity channel index after Donald Lambert (1980): distance of the typical price from its mean, over 0.015 mean absolute deviations.
/// Mostly −100 to 100; NaN before the warm-up and while the price stands still.
/// </summary>
/// <remarks>
/// The deviations are taken from a mean that moves with each candle, so that they are summed anew each time: the one indicator here
/// whose cost grows with its length.
/// </remarks>
public sealed class Cci : IIndicator
{
    private readonly RollingMoments _prices;

    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public Cci(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        (_prices, WarmUp) = (new RollingMoments(length), length);
    }

    public static IndicatorKind Kind { get; } = new(
        "cci", "CCI", "How unusual the price is, measured by how far it usually is from its mean.",
        [Parameter.Length(20, "Candles it compares with.", min: 2)],
        IndicatorKind.OneLine("CCI"), IndicatorPane.Own with { Guides = [-100, 100] }, (p, _) => new Cci(p.Integer("length")));

    public int WarmUp { get; }

    public double Value { get; private set; } = double.NaN;

    double IIndicator.this[int output] => Value;

    /// <summary>Takes the next closed candle.</summary>
    public void Update(in Candle candle)
    {
        if (!candle.IsFinite())
            return;
        var price = CandleSources.Typical(candle);
        _prices.Add(price);
        if (!_prices.IsFull)
            return;
        var mean = _prices.Mean;
        var away = 0d;
        foreach (var other in _prices.Values)
            away += Math.Abs(other - mean);
        Value = (price - mean) / (0.015 * away / _prices.Values.Length);
    }
}
