namespace CryptoDashboard.Core.Listing;

/// <summary>Settings under <c>Listing</c>.</summary>
public sealed class ListingOptions
{
    /// <summary>Whether coins are listed at all.</summary>
    public bool Enabled { get; set; } = true;

    public Uri CoinGecko { get; set; } = new("https://api.coingecko.com/api/v3/");

    /// <summary>A demo key makes more requests a minute possible; none is needed.</summary>
    public string? CoinGeckoKey { get; set; }

    public Uri CoinMarketCap { get; set; } = new("https://pro-api.coinmarketcap.com/");

    /// <summary>Without it CoinMarketCap is not asked.</summary>
    public string? CoinMarketCapKey { get; set; }

    /// <summary>By how much the two may differ in price before the coin is flagged: 0.02 = 2 %.</summary>
    public double Tolerance { get; set; } = 0.02;

    /// <summary>How many days of prices are kept; older than a week hourly ones only.</summary>
    public int KeepDays { get; set; } = 90;
}
