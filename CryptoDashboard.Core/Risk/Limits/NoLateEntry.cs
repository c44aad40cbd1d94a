namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>Backfilled and delayed candles open nothing; closing on them is allowed, since it lowers risk.</summary>
public sealed class NoLateEntry : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request is { Purpose: TradePurpose.Entry, Late: true } ? new RiskRefusal.LateEntry() : null;
}
