namespace CryptoDashboard.Core.Fills;

/// <summary>The spreads of one market on one day (UTC), sampled each minute while it was watched.</summary>
public sealed record SpreadDay
{
    public required string Exchange { get; init; }

    /// <summary>BASE/QUOTE.</summary>
    public required string Symbol { get; init; }

    public required DateOnly Day { get; init; }

    public required SpreadHistogram Seen { get; init; }
}
