using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk.Sizing;

/// <summary>
/// Gives a request its size: an entry what <see cref="EntrySize"/> says, never more than the cash there is; an exit all that can be sold in one order;
/// of either the share that the request asks for. A part of what is held that would leave less than the exchange lets through becomes all of it.
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
            return new(request, exposure, profile, rules, 0, OfHeld(request, exposure, rules));
        var spend = Math.Max(0, Math.Min(EntrySize.Of(request, exposure, profile) * request.Share, Rounding.Floor(exposure.Cash / (1 + FeeInQuote(request, rules)), SpendStep)));
        if (request.Terms.Kind == OrderKind.Market && !request.ByQuantity)
            return new(request, exposure, profile, rules, Rounding.Floor(spend, SpendStep), Quantity.Zero);
        var price = request.ValuePrice.Value * (request.Terms.IsLimited ? 1 : 1 + Reserve);
        return new(request, exposure, profile, rules, 0, price > 0 ? rules.FloorQuantity(spend / price, request.Terms.Kind) : Quantity.Zero);
    }

    /// <summary>The fee of a buy as a share of its value, where the exchange takes it from the cash beside what is spent; else 0.</summary>
    public static decimal FeeInQuote(TradeRequest request, TradingRules rules) =>
        request.Side == Side.Buy && FeeAssets.Of(request.Market, Side.Buy) == request.Market.Symbol.Quote ? request.Terms.PostOnly ? rules.MakerFee : rules.TakerFee : 0;

    private static Quantity OfHeld(TradeRequest request, Exposure exposure, TradingRules rules)
    {
        // What belongs to plans or waits to be sold already is left alone.
        var (held, kind) = (Math.Max(0, exposure.Quantity.Value - exposure.BoundQuantity), request.Terms.Kind);
        var most = rules.Most(kind);
        var all = rules.FloorQuantity(Math.Min(held, most), kind);
        if (request.Share >= 1)
            return all;
        var part = rules.FloorQuantity(Math.Min(held * request.Share, most), kind);
        return rules.IsTradable(rules.FloorQuantity(held - part.Value, kind), request.ValuePrice) ? part : all;
    }
}
