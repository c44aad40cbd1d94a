namespace CryptoDashboard.Core.Feeds;

/// <summary>What several exchanges agree on for one symbol, seen from one that is to be judged by it.</summary>
/// <param name="Median">The median price of the others, quote units.</param>
/// <param name="Sources">How many others it is made of; at least <see cref="MinSources"/>.</param>
/// <param name="Deviation">The judged price over the median, less 1: 0.01 = 1 % above.</param>
/// <param name="Age">Of the oldest price that went in.</param>
public sealed record Consensus(decimal Median, int Sources, decimal Deviation, TimeSpan Age)
{
    /// <summary>Fewer others than these agree on nothing.</summary>
    public const int MinSources = 3;

    /// <summary>The middle one of some prices, or the mean of the two middle ones.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static decimal MedianOf(IEnumerable<decimal> prices)
    {
        var sorted = prices.Order().ToList();
        if (sorted.Count == 0)
            throw new ArgumentException("A median needs at least one price.", nameof(prices));
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
