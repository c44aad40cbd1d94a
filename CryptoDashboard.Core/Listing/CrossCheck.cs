using System.Globalization;

namespace CryptoDashboard.Core.Listing;

/// <summary>
/// Holds the first source against the second. A price that differs is flagged, never averaged: the mean of a right and a wrong figure is
/// wrong.
/// </summary>
public static class CrossCheck
{
    /// <summary>The first source's quotes, flagged where the second disagrees.</summary>
    /// <param name="tolerance">The greatest share by which prices may differ: 0.02 = 2 %.</param>
    public static IReadOnlyList<CoinQuote> Compare(IReadOnlyList<CoinQuote> first, IReadOnlyList<CoinQuote> second, double tolerance)
    {
        var others = second.ToLookup(q => q.Symbol, StringComparer.Ordinal);
        return [.. first.Select(quote => Same(quote, others[quote.Symbol]) is { } other ? quote with { Dispute = Dispute(quote, other, tolerance) } : quote)];
    }

    /// <summary>The same coin at the other source. Symbols are not unique: name or slug decides, and where neither does the coin counts as unknown there.</summary>
    public static CoinQuote? Same(CoinQuote quote, IEnumerable<CoinQuote> candidates) => candidates.FirstOrDefault(c =>
        string.Equals(c.Id, quote.Id, StringComparison.OrdinalIgnoreCase) || string.Equals(c.Name, quote.Name, StringComparison.OrdinalIgnoreCase));

    private static string? Dispute(CoinQuote quote, CoinQuote other, double tolerance)
    {
        var off = (double)((other.Price / quote.Price) - 1);
        return Math.Abs(off) > tolerance
            ? string.Create(CultureInfo.InvariantCulture, $"{other.Source} says {other.Price:0.########} USD ({off:+0.0%;-0.0%})")
            : null;
    }
}
