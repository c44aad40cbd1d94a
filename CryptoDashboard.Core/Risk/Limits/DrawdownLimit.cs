namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>After the largest fall from the highest equity entries wait until a person starts the bot anew.</summary>
public sealed class DrawdownLimit : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Entry && trade.Profile.MaxDrawdown is { } most && trade.Exposure.PeakEquity > 0
            && 1 - (trade.Exposure.Equity / trade.Exposure.PeakEquity) is var fallen && fallen >= most
            ? new RiskRefusal.Drawdown(fallen, most)
            : null;
}
