namespace CryptoDashboard.Core.Universes;

/// <summary>What a universe may ask about.</summary>
[Flags]
public enum FactKinds
{
    None = 0,

    /// <summary>Traded volume as the exchange said.</summary>
    Volume = 1,

    MarketCap = 2,

    /// <summary>What the exchange listed.</summary>
    Listing = 4,

    Spread = 8,

    /// <summary>Prices of stored candles.</summary>
    Prices = 16,

    /// <summary>Since when a symbol is known, by listing or by candles.</summary>
    Age = 32,
}
