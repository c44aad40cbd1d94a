namespace CryptoDashboard.Core.Listing;

/// <summary>What coins are ordered by.</summary>
public enum CoinSort
{
    Rank,
    Symbol,
    Price,
    MarketCap,
    Volume,
    Change1h,
    Change24h,
    Change7d,
}
