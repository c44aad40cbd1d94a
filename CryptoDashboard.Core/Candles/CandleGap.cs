namespace CryptoDashboard.Core.Candles;

/// <summary>A hole in a series.</summary>
/// <param name="From">Open time of the first missing candle.</param>
/// <param name="To">Open time of the first candle after the hole.</param>
/// <param name="Missing">How many candles are missing.</param>
public sealed record CandleGap(DateTimeOffset From, DateTimeOffset To, long Missing);
