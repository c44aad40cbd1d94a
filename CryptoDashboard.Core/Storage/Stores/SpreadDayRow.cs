using CryptoDashboard.Core.Fills;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>A day of one market's spreads.</summary>
internal sealed class SpreadDayRow
{
    public required DateOnly Day { get; init; }

    public required string Exchange { get; init; }

    public required string Symbol { get; init; }

    public long Samples { get; set; }

    /// <summary>As <see cref="SpreadHistogram.ToString"/> writes it.</summary>
    public required string Seen { get; set; }

    public void Add(SpreadHistogram seen)
    {
        var sum = SpreadHistogram.Parse(Seen);
        sum.Add(seen);
        (Seen, Samples) = (sum.ToString(), (long)sum.Count);
    }
}
