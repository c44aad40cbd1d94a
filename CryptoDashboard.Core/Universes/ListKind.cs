namespace CryptoDashboard.Core.Universes;

/// <summary>What the symbols of a universe are taken from, best first. Stored by name.</summary>
public enum ListKind
{
    /// <summary>The symbols that a person wrote down, in that order.</summary>
    Fixed = 0,

    /// <summary>By what was traded in 24 hours, as the exchange said on the day it was recorded.</summary>
    Volume = 1,

    /// <summary>By what was traded in the 24 hours before, of the symbols whose candles are stored.</summary>
    StoredVolume = 2,

    /// <summary>By market cap, as it was recorded.</summary>
    MarketCap = 3,

    /// <summary>By the change of price over some days, of the symbols whose candles are stored.</summary>
    Performance = 4,
}
