namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>While an order is open its outcome is unknown, so a signal builds nothing on top of it. Whoever says the size himself may.</summary>
public sealed class OneOrderAtATime : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Quantity is null && trade.Exposure.OpenOrderValue > 0 ? new RiskRefusal.OrderPending(trade.Exposure.OpenOrderValue) : null;
}
