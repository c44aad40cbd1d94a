namespace CryptoDashboard.Core.Listing;

/// <summary>The price of a coin at one time, in US dollars.</summary>
public sealed class CoinPrice
{
    public required string CoinId { get; init; }

    /// <summary>A whole five minutes (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    public required decimal Price { get; init; }

    public decimal? Volume24h { get; init; }
}
