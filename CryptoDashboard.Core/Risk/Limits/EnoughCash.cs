namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>An entry needs cash to spend.</summary>
public sealed class EnoughCash : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        var wanted = trade.Exposure.Equity * trade.Profile.TradeShare;
        return trade.Request.Purpose == TradePurpose.Entry && (trade.Spend <= 0 || trade.Spend > trade.Exposure.Cash)
            ? new RiskRefusal.NotEnoughCash(wanted, trade.Exposure.Cash)
            : null;
    }
}
