namespace CryptoDashboard.Core.MarketContext;

/// <summary>How wild the market is. Stored by number.</summary>
public enum VolatilityRegime
{
    Unknown = 0,
    Calm = 1,
    Normal = 2,
    Wild = 3,
}
