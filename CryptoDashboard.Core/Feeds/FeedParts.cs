using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>What every feed of an exchange is made of.</summary>
public sealed record FeedParts(
    BridgeClient Bridge,
    ExchangeHistory History,
    MarketHub Hub,
    ICandleStore Store,
    LargerCandles Larger,
    ConsensusPrices Consensus,
    EventTeller Teller,
    FeedOptions Options,
    TimeProvider Time,
    ILoggerFactory Logging);
