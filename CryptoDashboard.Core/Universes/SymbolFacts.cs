using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>What is known of one symbol at a moment; null where it is not.</summary>
public sealed record SymbolFacts(Symbol Symbol)
{
    /// <summary>Traded in 24 hours as the exchange said when it was last recorded; quote units.</summary>
    public decimal? Volume { get; init; }

    /// <summary>Traded in the 24 hours before by stored candles; quote units.</summary>
    public double? StoredVolume { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? MarketCap { get; init; }

    /// <summary>(ask − bid) / middle when it was last recorded.</summary>
    public decimal? Spread { get; init; }

    /// <summary>Whether the exchange listed it on the last day recorded.</summary>
    public bool IsListed { get; init; }

    /// <summary>The earlier of its first recorded listing and its first stored candle. It may well be older.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>The close of the last candle; quote units.</summary>
    public double? Price { get; init; }

    /// <summary>Why there is no price, as part of a sentence.</summary>
    public string? NoPrice { get; init; }

    /// <summary>Standard deviation of daily logarithmic returns over the days asked for.</summary>
    public double? Volatility { get; init; }

    /// <summary>Of the days asked for, how many have a price.</summary>
    public int DaysOfPrices { get; init; }

    /// <summary>Change of price over the days asked for: 0.1 = +10 %.</summary>
    public double? Performance { get; init; }
}
