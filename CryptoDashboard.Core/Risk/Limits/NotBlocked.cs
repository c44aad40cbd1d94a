namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>Nothing is opened while the kill switch is on or a circuit breaker is open. Closing is always allowed.</summary>
public sealed class NotBlocked : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Entry && trade.Exposure.Blocked is { } why ? new RiskRefusal.Blocked(why) : null;
}
