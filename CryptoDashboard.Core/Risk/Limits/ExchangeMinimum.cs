namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>What the exchange would turn down is not sent: the smallest quantity and the smallest value of an order.</summary>
public sealed class ExchangeMinimum : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        var rules = trade.Rules;
        var price = trade.Request.ValuePrice;
        var minimum = Math.Max(rules.MinNotional, price.Value * rules.MinQuantity);
        var quantity = trade.Spend > 0 && price.Value > 0 ? rules.FloorQuantity(trade.Spend / price.Value) : trade.Quantity;
        return rules.IsTradable(quantity, price) ? null : new RiskRefusal.BelowMinimum(price * quantity, minimum);
    }
}
