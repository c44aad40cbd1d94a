namespace CryptoDashboard.Core.Time;

/// <summary>A stretch of time, UTC: <paramref name="From"/> belongs to it, <paramref name="To"/> does not.</summary>
public readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;

    public bool Contains(DateTimeOffset instant) => instant >= From && instant < To;
}
