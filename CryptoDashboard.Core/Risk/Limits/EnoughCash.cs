namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>An entry needs cash to spend.</summary>
public sealed class EnoughCash : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit)
            return null;
        var wanted = trade.Value > 0 ? trade.Value : trade.Exposure.Equity * trade.Profile.TradeShare;
        return trade.Value <= 0 || trade.CashNeeded > trade.Exposure.Cash - trade.Exposure.BoundCash ? new RiskRefusal.NotEnoughCash(wanted, trade.Exposure.Cash - trade.Exposure.BoundCash) : null;
    }
}
