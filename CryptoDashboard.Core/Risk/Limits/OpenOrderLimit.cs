using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>An account may have so many orders open on a market, and so many that wait for a price; the exchange takes none beyond.</summary>
public sealed class OpenOrderLimit : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        var terms = trade.Request.Terms;
        // What has no price of its own either trades at once or is held here: the exchange knows nothing of it.
        if (!terms.IsLimited || terms.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)
            return null;
        if (trade.Rules.MaxOpenOrders is { } most && trade.Exposure.OpenOrders >= most)
            return new RiskRefusal.TooManyOrders("open", trade.Exposure.OpenOrders, most);
        return terms.Sleeps && trade.Rules.MaxOpenStops is { } stops && trade.Exposure.OpenStops >= stops
            ? new RiskRefusal.TooManyOrders("waiting for a price", trade.Exposure.OpenStops, stops)
            : null;
    }
}
