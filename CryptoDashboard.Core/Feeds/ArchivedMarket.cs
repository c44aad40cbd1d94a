namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// What an exchange let through on one symbol over a span of days. A new one begins on the day something changed; a symbol that was
/// delisted has an end.
/// </summary>
public sealed class ArchivedMarket
{
    public required string Exchange { get; init; }

    /// <summary>BASE/QUOTE.</summary>
    public required string Symbol { get; init; }

    /// <summary>The first day (UTC) on which this was seen.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first day on which it was no longer so, or null while it is.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Step of prices, quote units; null where the exchange does not tell.</summary>
    public decimal? Tick { get; set; }

    /// <summary>Step of quantities, base units.</summary>
    public decimal? Lot { get; set; }

    /// <summary>Smallest quantity, base units.</summary>
    public decimal? MinQuantity { get; set; }

    /// <summary>Smallest value of an order, quote units.</summary>
    public decimal? MinNotional { get; set; }

    /// <summary>Maker fee of the lowest tier as a ratio: 0.001 = 0.1 %.</summary>
    public decimal? Maker { get; set; }

    /// <summary>Taker fee of the lowest tier as a ratio.</summary>
    public decimal? Taker { get; set; }

    /// <summary>Whether the rules are the same; spans are not compared.</summary>
    public bool HasRulesOf(ArchivedMarket other) =>
        (Tick, Lot, MinQuantity, MinNotional, Maker, Taker) == (other.Tick, other.Lot, other.MinQuantity, other.MinNotional, other.Maker, other.Taker);
}
