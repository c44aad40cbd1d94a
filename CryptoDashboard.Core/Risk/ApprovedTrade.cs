using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>
/// A trade that passed every limit. Only <see cref="RiskGate"/> makes one (a test holds that), and an order can be made from nothing else:
/// this is what "risk is never by-passed" means here.
/// </summary>
public sealed record ApprovedTrade
{
    internal ApprovedTrade(ProposedTrade trade) => (Request, Terms, Spend, Quantity, Value) = (trade.Request, trade.RoundedTerms, trade.Spend, trade.Quantity, trade.Value);

    public TradeRequest Request { get; }

    /// <summary>On prices that the market takes.</summary>
    public OrderTerms Terms { get; }

    public MarketId Market => Request.Market;

    /// <summary>Quote units an entry spends at market; zero where <see cref="Quantity"/> says the size.</summary>
    public decimal Spend { get; }

    /// <summary>What it is worth at the price it was looked at; quote units.</summary>
    public decimal Value { get; }

    /// <summary>Base units; zero where <see cref="Spend"/> says the size.</summary>
    public Quantity Quantity { get; }
}
