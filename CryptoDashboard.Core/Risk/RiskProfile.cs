namespace CryptoDashboard.Core.Risk;

/// <summary>How much a bot may put at stake. Ratios of its equity: 0.25 = 25 %.</summary>
/// <param name="TradeShare">Share of equity spent by one entry, above 0 up to 1.</param>
/// <param name="MaxExposure">Largest share of equity in the market at once, open orders included, above 0 up to 1 (leverage 1).</param>
/// <param name="MaxDeviation">How far the traded exchange may be from the median of the others for an entry to be allowed; 0.02 = 2 %.</param>
public sealed record RiskProfile(decimal TradeShare, decimal MaxExposure, decimal MaxDeviation = 0.02m)
{
    public static RiskProfile Default { get; } = new(0.25m, 1m);

    /// <summary>Everything wrong with this profile, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (TradeShare is <= 0 or > 1)
            yield return $"The share per trade must be above 0 % and at most 100 %; it is {TradeShare:0.##%}.";
        if (MaxExposure is <= 0 or > 1)
            yield return $"The largest exposure must be above 0 % and at most 100 %; it is {MaxExposure:0.##%}.";
        if (TradeShare > MaxExposure)
            yield return $"The share per trade ({TradeShare:0.##%}) is larger than the largest exposure ({MaxExposure:0.##%}): no entry would ever pass.";
    }
}
