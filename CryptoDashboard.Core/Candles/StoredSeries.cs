using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>What is kept of one market and timeframe.</summary>
/// <param name="First">Open time of the oldest candle.</param>
/// <param name="Last">Open time of the newest candle.</param>
public sealed record StoredSeries(MarketId Market, Timeframe Timeframe, long Count, DateTimeOffset First, DateTimeOffset Last);
