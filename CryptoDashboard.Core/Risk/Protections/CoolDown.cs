namespace CryptoDashboard.Core.Risk.Protections;

/// <summary>After a trade was closed nothing is opened for a while.</summary>
public sealed class CoolDown : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit || trade.Profile.CoolDownMinutes == 0 || trade.Exposure.Closed is not [var last, ..])
            return null;
        var until = last.At.AddMinutes(trade.Profile.CoolDownMinutes);
        return trade.Exposure.Now < until ? new RiskRefusal.Resting("cool-down", "a trade was closed", until) : null;
    }
}
