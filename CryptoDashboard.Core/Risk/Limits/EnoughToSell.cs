namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>Nothing is sold that is not held, and nothing twice: there is no leverage here.</summary>
public sealed class EnoughToSell : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Exit && trade.Quantity.Value > trade.Exposure.Quantity.Value - trade.Exposure.BoundQuantity
            ? new RiskRefusal.NotEnoughHeld(trade.Quantity.Value, Math.Max(0, trade.Exposure.Quantity.Value - trade.Exposure.BoundQuantity))
            : null;
}
