namespace CryptoDashboard.Core.Risk.Protections;

/// <summary>After several losses by stop within some hours, entries rest for as long again.</summary>
public sealed class StopLossGuard : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit || trade.Profile.StopGuardLosses is not { } most)
            return null;
        var window = TimeSpan.FromHours(trade.Profile.StopGuardHours);
        var losses = trade.Exposure.Closed.Where(t => t.ByStop && t.Profit < 0).Take(most).ToList();
        if (losses.Count < most || losses[0].At - losses[^1].At > window)
            return null;
        var until = losses[0].At + window;
        return trade.Exposure.Now < until ? new RiskRefusal.Resting("stop-loss-guard", $"{most} stops were hit within {trade.Profile.StopGuardHours:0.#} hours", until) : null;
    }
}
