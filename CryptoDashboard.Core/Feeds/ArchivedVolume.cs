namespace CryptoDashboard.Core.Feeds;

/// <summary>How much a symbol was traded at an exchange, as seen once on a day.</summary>
public sealed class ArchivedVolume
{
    public required DateOnly Day { get; init; }

    public required string Exchange { get; init; }

    /// <summary>BASE/QUOTE.</summary>
    public required string Symbol { get; init; }

    /// <summary>1 is the most traded among the symbols of the same quote asset.</summary>
    public required int Rank { get; init; }

    /// <summary>Traded in the 24 hours before, quote units.</summary>
    public required decimal QuoteVolume { get; init; }

    /// <summary>(ask − bid) / middle at that moment; null where the exchange did not tell, or before spreads were recorded.</summary>
    public decimal? Spread { get; init; }

    /// <summary>When it was seen (UTC), so that nothing is judged by it before; null for days recorded before this was kept.</summary>
    public DateTimeOffset? SeenAt { get; init; }
}
