namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>No position is opened at a price that other exchanges do not share: a wick or a stale feed of one venue. Closing is allowed.</summary>
public sealed class AgreesWithTheOthers : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request is { Purpose: TradePurpose.Entry, Others: { } others } && Math.Abs(others.Deviation) > trade.Profile.MaxDeviation
            ? new RiskRefusal.AgainstTheOthers(trade.Request.ReferencePrice.Value, others.Median, others.Sources, others.Deviation, trade.Profile.MaxDeviation)
            : null;
}
