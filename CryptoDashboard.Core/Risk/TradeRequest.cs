using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>What a strategy, a person or an agent would like to do; nothing happens before the <see cref="RiskGate"/> approves it.</summary>
/// <param name="ReferencePrice">The price the wish was formed at, usually the close of the candle.</param>
/// <param name="Late">The candle behind it came too late: an entry is refused, an exit is not.</param>
/// <param name="Others">What at least three other exchanges agree on, or null where there are too few to ask.</param>
public sealed record TradeRequest(MarketId Market, Side Side, TradePurpose Purpose, Price ReferencePrice, bool Late, Consensus? Others = null);
