using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>A closed candle with the series it belongs to.</summary>
public readonly record struct RecordedCandle(MarketId Market, Timeframe Timeframe, Candle Candle);
