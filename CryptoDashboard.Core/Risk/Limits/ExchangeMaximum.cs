namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>What the exchange would turn down as too large is not sent; an order at market may have a smaller limit of its own.</summary>
public sealed class ExchangeMaximum : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.RoundedQuantity.Value > trade.Rules.Most(trade.Request.Terms.Kind) ? new RiskRefusal.AboveMaximum(trade.RoundedQuantity.Value, trade.Rules.Most(trade.Request.Terms.Kind)) : null;
}
