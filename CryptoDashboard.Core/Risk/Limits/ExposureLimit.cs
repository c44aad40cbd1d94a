namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>What is held, what is ordered and what is wanted may together not exceed the profile's share of equity.</summary>
public sealed class ExposureLimit : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit)
            return null;
        var held = (trade.Request.ReferencePrice * trade.Exposure.Quantity) + trade.Exposure.OpenOrderValue;
        var allowed = trade.Exposure.Equity * trade.Profile.MaxExposure;
        return held + trade.Value > allowed ? new RiskRefusal.ExposureLimit(trade.Value, held, allowed) : null;
    }
}
