namespace CryptoDashboard.Core.Listing;

/// <summary>Coins, their newest quotes and their price history.</summary>
public interface IListingStore
{
    /// <summary>Takes the quotes, adds a point of history to each, in one commit.</summary>
    /// <param name="at">The time of the points; a point of that time that is there already stays.</param>
    Task Save(IReadOnlyList<CoinQuote> quotes, DateTimeOffset at, CancellationToken cancel);

    Task<Coin?> Find(string id, CancellationToken cancel);

    /// <summary>All coins with one of these symbols, the larger first.</summary>
    Task<IReadOnlyList<Coin>> Named(IReadOnlyCollection<string> symbols, CancellationToken cancel);

    Task<int> Count(CoinQuery query, CancellationToken cancel);

    /// <param name="cursor">Null for the first page, else <see cref="CoinPage.Next"/> of the page before.</param>
    /// <param name="take">1 to 500.</param>
    /// <exception cref="ArgumentException">The cursor is not one of this order.</exception>
    Task<CoinPage> Page(CoinQuery query, string? cursor, int take, CancellationToken cancel);

    Task<Movers> Movers(int each, CancellationToken cancel);

    /// <summary>Prices from a time on, oldest first, thinned to at most <paramref name="points"/> that keep the line's shape.</summary>
    Task<IReadOnlyList<CoinPrice>> History(string id, DateTimeOffset from, int points, CancellationToken cancel);

    /// <summary>Keeps the market caps of a day; the first record of a day stays.</summary>
    Task RecordCaps(IReadOnlyList<CoinCap> caps, CancellationToken cancel);

    /// <summary>
    /// The market caps of every recorded day of a stretch, both ends included, of the last day before it and of the first one after.
    /// </summary>
    Task<IReadOnlyList<CoinCap>> Caps(DateOnly from, DateOnly to, CancellationToken cancel);

    /// <summary>Deletes points before <paramref name="before"/>, and those before <paramref name="hourlyBefore"/> that are not at a whole hour.</summary>
    /// <returns>How many.</returns>
    Task<int> CleanUp(DateTimeOffset before, DateTimeOffset hourlyBefore, CancellationToken cancel);
}
