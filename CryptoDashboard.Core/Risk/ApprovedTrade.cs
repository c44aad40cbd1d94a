using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>
/// A trade that passed every limit. Only <see cref="RiskGate"/> makes one (a test holds that), and an order can be made from nothing else:
/// this is what "risk is never by-passed" means here.
/// </summary>
public sealed record ApprovedTrade
{
    internal ApprovedTrade(ProposedTrade trade) => (Request, Spend, Quantity) = (trade.Request, trade.Spend, trade.Quantity);

    public TradeRequest Request { get; }

    public MarketId Market => Request.Market;

    /// <summary>Quote units an entry spends at market; zero for an exit.</summary>
    public decimal Spend { get; }

    /// <summary>Base units an exit sells at market; zero for an entry.</summary>
    public Quantity Quantity { get; }
}
