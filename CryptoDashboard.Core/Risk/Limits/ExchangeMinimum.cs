using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>What the exchange would turn down as too small is not sent: looked at as it would be sent, rounded.</summary>
public sealed class ExchangeMinimum : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        var (rules, price, quantity) = (trade.Rules, trade.RoundedPrice, trade.RoundedQuantity);
        var least = Math.Max(rules.MinQuantity, trade.Request.Terms.Kind == OrderKind.Market ? rules.MarketMinQuantity ?? 0 : 0);
        var minimum = Math.Max(rules.MinNotional, price.Value * least);
        return rules.IsTradable(quantity, price) && quantity.Value >= least ? null : new RiskRefusal.BelowMinimum(price * quantity, minimum);
    }
}
