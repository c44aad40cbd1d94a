using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Risk;

/// <summary>What a strategy, a person or an agent would like to do; nothing happens before the <see cref="RiskGate"/> approves it.</summary>
/// <param name="ReferencePrice">The price the wish was formed at, usually the close of the candle.</param>
/// <param name="Late">The candle behind it came too late: an entry is refused, an exit is not.</param>
public sealed record TradeRequest(MarketId Market, Side Side, TradePurpose Purpose, Price ReferencePrice, bool Late);
