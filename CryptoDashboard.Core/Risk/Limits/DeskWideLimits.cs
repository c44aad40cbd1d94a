namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>What all bots together may have in the market, in one asset, and in what moves with it.</summary>
public sealed class DeskWideLimits : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade)
    {
        if (trade.Request.Purpose == TradePurpose.Exit || trade.Exposure.Desk is not { } desk)
            return null;
        return Exceeds(trade, "in the market", desk.InMarket, desk.Limits.MaxInMarket * desk.Equity)
            ?? Exceeds(trade, $"in {trade.Request.Market.Symbol.Base}", desk.InSymbol, desk.Limits.MaxInSymbol * desk.Equity)
            ?? Exceeds(trade, "in what moves together", desk.Correlated, desk.Limits.MaxCorrelated * desk.Equity);
    }

    private static RiskRefusal.DeskLimit? Exceeds(ProposedTrade trade, string where, decimal held, decimal? allowed) =>
        allowed is { } most && held + trade.Value > most ? new RiskRefusal.DeskLimit(where, trade.Value, held, most) : null;
}
