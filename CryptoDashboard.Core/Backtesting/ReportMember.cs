namespace CryptoDashboard.Core.Backtesting;

/// <summary>A symbol's time as a member of the universe, from joining to its stop.</summary>
/// <param name="Market">As exchange:BASE/QUOTE.</param>
/// <param name="JoinedAt">The look that let it in; UTC.</param>
/// <param name="JoinedBecause">Its place in the list then.</param>
public sealed record ReportMember(string Market, DateTimeOffset JoinedAt, string JoinedBecause)
{
    /// <summary>From when on it entered no more; null where it belonged to the end.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    public string? LeftBecause { get; init; }

    /// <summary>When it was flat and stopped; null where it had not by the end.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Closed trades of that time.</summary>
    public int Trades { get; init; }

    /// <summary>What they made; quote units.</summary>
    public decimal Profit { get; init; }
}
