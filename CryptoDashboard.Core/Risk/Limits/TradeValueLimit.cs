namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>One entry is worth no more than the profile allows.</summary>
public sealed class TradeValueLimit : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Entry && trade.Profile.MaxTradeValue is { } most && trade.Value > most ? new RiskRefusal.TradeTooLarge(trade.Value, most) : null;
}
