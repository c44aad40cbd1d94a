using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>What every bot at work shares.</summary>
internal sealed record BotParts(
    MarketHub Hub,
    IBotStore Store,
    ICandleStore Candles,
    CandleRecorder Recorder,
    BotJournal Journal,
    Venues Venues,
    ConsensusPrices Consensus,
    Stakes Stakes,
    HeldOrders Held,
    TradingBlocks Blocks,
    Valuation Values,
    TimeProvider Time,
    ILogger Logger)
{
    /// <summary>The rules of a market that has a feed, else cautious ones.</summary>
    public TradingRules RulesOf(MarketId market) => Hub.TryGet(market, out var open) ? open.Rules : TradingRules.Default;
}
