namespace CryptoDashboard.Core.Risk.Protections;

/// <summary>When the last trades brought too little, entries rest.</summary>
public sealed class LowProfitLock : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit || trade.Profile.LowProfit is not { } least || trade.Exposure.Closed.Count < trade.Profile.LowProfitTrades)
            return null;
        var last = trade.Exposure.Closed.Take(trade.Profile.LowProfitTrades).ToList();
        var until = last[0].At.AddHours(trade.Profile.LowProfitHours);
        return last.Sum(t => t.Profit) < least && trade.Exposure.Now < until
            ? new RiskRefusal.Resting("low-profit", $"the last {last.Count} trades brought {last.Sum(t => t.Profit):+0.00%;-0.00%}", until)
            : null;
    }
}
