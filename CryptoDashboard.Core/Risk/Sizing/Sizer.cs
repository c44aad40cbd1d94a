using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk.Sizing;

/// <summary>
/// Gives a request its size: an entry what <see cref="EntrySize"/> says, never more than the cash there is; an exit all that can be sold in one order.
/// A request that says its own size keeps it, rounded down to the lot.
/// </summary>
public static class Sizer
{
    /// <summary>Smallest unit of a spend, quote units: what the large exchanges accept for a market buy by value.</summary>
    private const decimal SpendStep = 0.00000001m;

    /// <summary>Left of the cash when a market buy says its quantity: the price may have risen when it arrives.</summary>
    private const decimal Reserve = 0.003m;

    public static ProposedTrade Propose(TradeRequest request, Exposure exposure, RiskProfile profile, TradingRules rules)
    {
        if (request.Quantity is { } given)
            return new(request, exposure, profile, rules, 0, rules.FloorQuantity(given.Value, request.Terms.Kind));
        if (request.Purpose == TradePurpose.Exit)
            return new(request, exposure, profile, rules, 0, rules.FloorQuantity(Math.Min(exposure.Quantity.Value, rules.Most(request.Terms.Kind)), request.Terms.Kind));
        var spend = Math.Max(0, Math.Min(EntrySize.Of(request, exposure, profile), exposure.Cash));
        if (request.Terms.Kind == OrderKind.Market && !request.ByQuantity)
            return new(request, exposure, profile, rules, Rounding.Floor(spend, SpendStep), Quantity.Zero);
        var price = request.ValuePrice.Value * (request.Terms.IsLimited ? 1 : 1 + Reserve);
        return new(request, exposure, profile, rules, 0, price > 0 ? rules.FloorQuantity(spend / price, request.Terms.Kind) : Quantity.Zero);
    }
}
