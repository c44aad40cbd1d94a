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

    /// <summary>Cash plus position at the close of the last handled candle.</summary>
    public required decimal Equity { get; init; }
}
