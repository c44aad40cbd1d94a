namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>While an order is open its outcome is unknown, so nothing is built on top of it.</summary>
public sealed class OneOrderAtATime : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Exposure.OpenOrderValue > 0 ? new RiskRefusal.OrderPending(trade.Exposure.OpenOrderValue) : null;
}
