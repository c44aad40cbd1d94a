namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>No more entries in sixty minutes than the profile allows.</summary>
public sealed class TradesPerHour : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Entry && trade.Profile.MaxTradesPerHour is { } most && trade.Exposure.EntriesThisHour >= most
            ? new RiskRefusal.TooManyTrades(trade.Exposure.EntriesThisHour, most)
            : null;
}
