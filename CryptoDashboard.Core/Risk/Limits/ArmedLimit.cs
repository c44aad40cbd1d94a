namespace CryptoDashboard.Core.Risk.Limits;

/// <summary>A live bot has no more in the market than was set at its arming.</summary>
public sealed class ArmedLimit : IRiskLimit
{
    public RiskRefusal? Check(ProposedTrade trade) =>
        trade.Request.Purpose == TradePurpose.Entry && trade.Exposure.ArmedLimit is { } most
            && (trade.Request.ReferencePrice * trade.Exposure.Quantity) + trade.Exposure.OpenOrderValue is var held && held + trade.Value > most
            ? new RiskRefusal.AboveArmedLimit(trade.Value, held, most)
            : null;
}
