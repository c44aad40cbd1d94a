namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>How windows move through time: searched on the first part of each, tried on the part after it, moved on by that part's length.</summary>
/// <param name="InSampleDays">Length of what is searched on; with an anchor, of the first window's.</param>
/// <param name="OutOfSampleDays">Length of what is tried on.</param>
/// <param name="IsAnchored">Whether every window begins at the start and grows, instead of moving on.</param>
public sealed record WalkForwardPlan(int InSampleDays, int OutOfSampleDays, bool IsAnchored = false)
{
    public const int MostWindows = 100;

    public IEnumerable<string> Faults()
    {
        if (InSampleDays is < 1 or > 10_000 || OutOfSampleDays is < 1 or > 10_000)
            yield return "The windows of a walk-forward are between 1 and 10,000 days long.";
    }

    /// <summary>The windows of a stretch, oldest first; the last one's end is cut off where less than half of it is left out.</summary>
    /// <param name="to">Exclusive.</param>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset Split, DateTimeOffset To)> Windows(DateTimeOffset from, DateTimeOffset to)
    {
        var windows = new List<(DateTimeOffset, DateTimeOffset, DateTimeOffset)>();
        var (inside, outside) = (TimeSpan.FromDays(InSampleDays), TimeSpan.FromDays(OutOfSampleDays));
        for (var split = from + inside; split + (outside / 2) <= to && windows.Count < MostWindows; split += outside)
            windows.Add((IsAnchored ? from : split - inside, split, split + outside < to ? split + outside : to));
        return windows;
    }
}
