namespace CryptoDashboard.Core.Listing;

/// <summary>The market cap of a coin as it was seen once on a day, for those who ask later what was known then.</summary>
public sealed class CoinCap
{
    public required DateOnly Day { get; init; }

    public required string CoinId { get; init; }

    /// <summary>In capitals, not unique.</summary>
    public required string Symbol { get; init; }

    /// <summary>US dollars.</summary>
    public required decimal MarketCap { get; init; }

    /// <summary>When it was recorded; UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
