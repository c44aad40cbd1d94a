namespace CryptoDashboard.Core.Bots;

/// <summary>How far a bot has come. Replaced whole with each handled candle and each fill, in the same transaction.</summary>
public sealed record BotProgress
{
    public required int BotId { get; init; }

    /// <summary>
    /// Open time of the first candle its strategy was fed since the last start. After a crash the strategy is fed the stored candles
    /// from here on again, which rebuilds its indicators to the last bit. Null before the first candle.
    /// </summary>
    public DateTimeOffset? FedFrom { get; init; }

    /// <summary>Open time of the last candle it handled or, right after a start, of the last one before it. Null before the first.</summary>
    public DateTimeOffset? LastHandled { get; init; }

    /// <summary>Quote units not in the market.</summary>
    public required decimal Cash { get; init; }

    /// <summary>The close of the last handled candle; quote units, 0 before the first.</summary>
    public decimal LastClose { get; init; }

    /// <summary>How many orders it has made that no candle led to; names the next one.</summary>
    public int Numbered { get; init; }

    /// <summary>The highest equity since the last start.</summary>
    public decimal PeakEquity { get; init; }

    /// <summary>The day (UTC, the market's clock) that <see cref="DayEquity"/> is of; null before the first candle.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Equity when that day began.</summary>
    public decimal DayEquity { get; init; }

    /// <summary>Cash plus position at the close of the last handled candle.</summary>
    public required decimal Equity { get; init; }
}
