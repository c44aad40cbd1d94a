namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>After a day's largest loss entries wait for the next day (UTC).</summary>
public sealed class DailyLossLimit : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Entry && trade.Profile.MaxDailyLoss is { } most && trade.Exposure.DayEquity > 0
            && 1 - (trade.Exposure.Equity / trade.Exposure.DayEquity) is var lost && lost >= most
            ? new RiskRefusal.DailyLoss(lost, most)
            : null;
}
