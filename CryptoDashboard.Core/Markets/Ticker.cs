using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>The latest price of a market.</summary>
/// <param name="Time">When the price was made, by the market's own clock, UTC. In a replay this is the time of the recording.</param>
/// <param name="ReceivedAt">When it reached this process; its age on the page counts from here.</param>
/// <param name="Open24h">The price 24 hours before, or null where it is not known.</param>
/// <param name="Volume24h">Base volume of the last 24 hours, or null where it is not known.</param>
/// <param name="From">The exchange whose price this is, where the market is none itself (<see cref="MarketKind.Any"/>); null else.</param>
public sealed record Ticker(
    MarketId Market,
    DateTimeOffset Time,
    DateTimeOffset ReceivedAt,
    Price Last,
    Price Bid,
    Price Ask,
    Price? Open24h = null,
    decimal? Volume24h = null,
    string? From = null)
{
    /// <summary>Change over 24 hours as a ratio (0.01 = 1 %), or null where it is not known.</summary>
    public decimal? Change24h => Open24h is { Value: > 0 } open ? (Last.Value / open.Value) - 1 : null;
}
