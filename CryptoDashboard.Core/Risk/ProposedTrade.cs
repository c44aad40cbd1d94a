using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk.Sizing;

namespace CryptoDashboard.Core.Risk;

/// <summary>A request with its size, before the limits have looked at it.</summary>
/// <param name="Spend">Quote units a market buy spends; zero where the quantity says the size.</param>
/// <param name="Quantity">Base units; zero where the spend says the size.</param>
public sealed record ProposedTrade(TradeRequest Request, Exposure Exposure, RiskProfile Profile, TradingRules Rules, decimal Spend, Quantity Quantity)
{
    private Quantity? _rounded;

    /// <summary>Value of the trade at the reference price; quote units.</summary>
    public decimal Value => Spend > 0 ? Spend : Request.ValuePrice * Quantity;

    /// <summary>What a buy takes from the cash: its value and, where the exchange takes its fee in the quote asset, that fee; quote units.</summary>
    public decimal CashNeeded => Value * (1 + Sizer.FeeInQuote(Request, Rules));

    /// <summary>The terms as they would be sent.</summary>
    public OrderTerms RoundedTerms => field ??= Request.Terms.RoundedFor(Request.Side, Rules);

    /// <summary>The price that it is valued at once rounded.</summary>
    public Price RoundedPrice => RoundedTerms.Limit ?? RoundedTerms.Trigger ?? Request.ReferencePrice;

    /// <summary>The quantity as it would be sent, or about to be got for what is spent; base units. Asked for by several limits, worked out once.</summary>
    public Quantity RoundedQuantity => _rounded ??= Spend > 0 && RoundedPrice.Value > 0 ? Rules.FloorQuantity(Spend / RoundedPrice.Value, Request.Terms.Kind) : Quantity;
}
