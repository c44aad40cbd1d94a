namespace CryptoDashboard.Core.Risk.Sizing;

/// <summary>What an entry would like to spend, quote units, before any limit has looked at it. One way per kind.</summary>
public static class EntrySize
{
    /// <summary>Fewer closed trades say nothing of a bot's odds.</summary>
    public const int LeastTradesForKelly = 20;

    public static decimal Of(TradeRequest request, Exposure exposure, RiskProfile profile)
    {
        var wish = profile.Sizing switch
        {
            SizingKind.FixedAmount => profile.FixedSpend,
            SizingKind.Volatility => Volatility(request.ValuePrice.Value, exposure, profile),
            SizingKind.Kelly => exposure.Equity * Kelly(exposure.Closed, profile),
            _ => exposure.Equity * profile.TradeShare,
        };
        return profile.LessWhenCorrelated ? wish * Correlated(exposure) : wish;
    }

    /// <summary>
    /// The share of equity by Kelly's formula p − (1 − p) / b, times the cap and never above it: p the share of winners, b the mean win over
    /// the mean loss. With too few trades, the smaller of the profile's share and a twentieth. Source: J. L. Kelly, A New Interpretation of
    /// Information Rate, 1956.
    /// </summary>
    public static decimal Kelly(IReadOnlyList<ClosedTrade> closed, RiskProfile profile)
    {
        if (closed.Count < LeastTradesForKelly)
            return Math.Min(profile.TradeShare, 0.05m);
        var wins = closed.Where(t => t.Profit > 0).Select(t => t.Profit).ToList();
        var losses = closed.Where(t => t.Profit <= 0).Select(t => -t.Profit).ToList();
        if (wins.Count == 0)
            return 0;
        var loss = losses.Count == 0 ? 0 : losses.Average();
        if (loss == 0)
            return profile.KellyCap;
        var p = (decimal)wins.Count / closed.Count;
        var full = p - ((1 - p) / (wins.Average() / loss));
        return Math.Clamp(full * profile.KellyCap, 0, profile.KellyCap);
    }

    private static decimal Volatility(decimal price, Exposure exposure, RiskProfile profile)
    {
        if (exposure.Atr <= 0 || price <= 0)
            return 0;
        var lossPerUnit = exposure.Atr * (decimal)profile.SizingRanges;
        return exposure.Equity * profile.RiskPerTrade / lossPerUnit * price;
    }

    /// <summary>1 where nothing held moves with it, ½ where as much as the whole equity does.</summary>
    private static decimal Correlated(Exposure exposure) =>
        exposure.Desk is { Equity: > 0 } desk ? 1 / (1 + (desk.Correlated / desk.Equity)) : 1;
}
