using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>A request with its size, before the limits have looked at it.</summary>
/// <param name="Spend">Quote units an entry spends; zero for an exit.</param>
/// <param name="Quantity">Base units an exit sells; zero for an entry.</param>
public sealed record ProposedTrade(TradeRequest Request, Exposure Exposure, RiskProfile Profile, TradingRules Rules, decimal Spend, Quantity Quantity)
{
    /// <summary>Value of the trade at the reference price; quote units.</summary>
    public decimal Value => Request.Purpose == TradePurpose.Entry ? Spend : Request.ReferencePrice * Quantity;
}
