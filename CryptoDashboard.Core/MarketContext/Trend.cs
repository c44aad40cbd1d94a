namespace CryptoDashboard.Core.MarketContext;

/// <summary>Where the market goes, judged by Bitcoin's days. Stored by number.</summary>
public enum Trend
{
    Unknown = 0,
    Up = 1,
    Sideways = 2,
    Down = 3,
}
