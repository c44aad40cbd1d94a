namespace CryptoDashboard.Core.Candles;

/// <summary>What is stored of a stretch, told without reading it: two equal marks of one stretch stand for the same candles.</summary>
/// <param name="First">Open time of the oldest candle.</param>
/// <param name="Last">Open time of the newest candle.</param>
/// <param name="Check">A sum over closes and volumes that no order of rows changes: what was deleted and came back as other prices has another one.</param>
public sealed record SeriesMark(long Count, DateTimeOffset First, DateTimeOffset Last, long Check);
