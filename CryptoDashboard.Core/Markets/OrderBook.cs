using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>What waits to be traded, as deep as it was asked for.</summary>
/// <param name="Time">By the market's own clock where it tells one, UTC.</param>
/// <param name="ReceivedAt">When it reached this process, UTC.</param>
/// <param name="Bids">Best (highest) first.</param>
/// <param name="Asks">Best (lowest) first.</param>
public sealed record OrderBook(MarketId Market, DateTimeOffset Time, DateTimeOffset ReceivedAt, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks)
{
    /// <summary>Ask less bid in quote units, or null where a side is empty.</summary>
    public decimal? Spread => Bids.Count > 0 && Asks.Count > 0 ? Asks[0].Price.Value - Bids[0].Price.Value : null;

    /// <summary>Why this book cannot be real, or null: both sides ordered, all quantities above zero, the best bid below the best ask.</summary>
    public string? Fault()
    {
        for (var i = 1; i < Bids.Count; i++)
        {
            if (Bids[i].Price >= Bids[i - 1].Price)
                return "the bids are not in order";
        }
        for (var i = 1; i < Asks.Count; i++)
        {
            if (Asks[i].Price <= Asks[i - 1].Price)
                return "the asks are not in order";
        }
        if (Bids.Any(l => l.Quantity.IsZero || l.Price.Value == 0) || Asks.Any(l => l.Quantity.IsZero || l.Price.Value == 0))
            return "a level has no quantity or no price";
        return Bids.Count > 0 && Asks.Count > 0 && Bids[0].Price >= Asks[0].Price ? "the best bid is not below the best ask" : null;
    }
}

/// <summary>All that waits at one price.</summary>
/// <param name="Quantity">Base units.</param>
public readonly record struct BookLevel(Price Price, Quantity Quantity);
