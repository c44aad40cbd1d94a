namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>A price far from the last known one is a slip of the finger or a broken feed.</summary>
public sealed class PriceIsSane : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Exposure.LastPrice is { } last and > 0 && Math.Abs((trade.Request.ReferencePrice.Value / last) - 1) > trade.Profile.MaxPriceGap && trade.Request.Purpose == TradePurpose.Entry
            ? new RiskRefusal.PriceGap(trade.Request.ReferencePrice.Value, last, trade.Profile.MaxPriceGap)
            : null;
}
