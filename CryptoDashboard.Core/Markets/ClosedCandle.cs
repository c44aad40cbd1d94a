using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Markets;

/// <summary>The announcement that a candle has closed, made once per candle.</summary>
/// <param name="KnownAt">When the closing became known, by the market's clock.</param>
public readonly record struct ClosedCandle(MarketId Market, Timeframe Timeframe, Candle Candle, DateTimeOffset KnownAt)
{
    public DateTimeOffset CloseTime => Candle.OpenTime + Timeframe.Duration;

    /// <summary>
    /// Known too long after its close to enter a trade on: more than half a timeframe, and never more than two minutes.
    /// Backfilled candles are late; so are those of the time a server was down.
    /// </summary>
    public bool IsLate => KnownAt - CloseTime > LateAfter(Timeframe);

    private static TimeSpan LateAfter(Timeframe timeframe) => TimeSpan.FromSeconds(Math.Min(timeframe.Minutes * 30, 120));
}
