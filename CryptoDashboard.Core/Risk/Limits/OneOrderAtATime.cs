namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>
/// While the outcome of an order is unknown a signal builds nothing on top of it. What waits for a price of its own keeps a strategy from
/// buying, but never from selling. Whoever says the size himself may do either.
/// </summary>
public sealed class OneOrderAtATime : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Quantity is not null)
            return null;
        var pending = trade.Exposure.OpenOrderValue - (trade.Request.Purpose == TradePurpose.Exit ? trade.Exposure.RestingValue : 0);
        return pending > 0 ? new RiskRefusal.OrderPending(pending) : null;
    }
}
