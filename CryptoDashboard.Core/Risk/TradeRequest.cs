using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>What a strategy, a person or an agent would like to do; nothing happens before the <see cref="RiskGate"/> approves it.</summary>
/// <param name="ReferencePrice">The price the wish was formed at, usually the close of the candle.</param>
/// <param name="Late">The candle behind it came too late: an entry is refused, an exit is not.</param>
/// <param name="Others">What at least three other exchanges agree on, or null where there are too few to ask.</param>
public sealed record TradeRequest(MarketId Market, Side Side, TradePurpose Purpose, Price ReferencePrice, bool Late, Consensus? Others = null)
{
    /// <summary>On what terms; at market unless said otherwise.</summary>
    public OrderTerms Terms { get; init; } = OrderTerms.Market;

    /// <summary>Base units, where a person or a plan says the size; null leaves it to the sizing of the profile.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Share of the profile's entry to buy, or of what is held to sell, where no quantity is said; above 0 up to 1.</summary>
    public decimal Share { get; init; } = 1;

    /// <summary>Whether a market buy must say its quantity instead of what it spends.</summary>
    public bool ByQuantity { get; init; }

    /// <summary>The price that the trade is valued at: its limit, its trigger, or what it was formed at.</summary>
    public Price ValuePrice => Terms.Limit ?? Terms.Trigger ?? ReferencePrice;
}
