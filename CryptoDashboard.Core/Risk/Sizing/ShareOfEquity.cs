using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk.Sizing;

/// <summary>An entry spends a fixed share of equity, and never more than the cash there is; an exit sells all that can be sold.</summary>
public static class ShareOfEquity
{
    /// <summary>Smallest unit of a spend, quote units: what the large exchanges accept for a market buy by value.</summary>
    private const decimal SpendStep = 0.00000001m;

    public static ProposedTrade Propose(TradeRequest request, Exposure exposure, RiskProfile profile, TradingRules rules) =>
        request.Purpose == TradePurpose.Entry
            ? new(request, exposure, profile, rules, Rounding.Floor(Math.Max(0, Math.Min(exposure.Equity * profile.TradeShare, exposure.Cash)), SpendStep), Quantity.Zero)
            : new(request, exposure, profile, rules, 0, rules.FloorQuantity(exposure.Quantity.Value));
}
