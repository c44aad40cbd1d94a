namespace CryptoDashboard.Core.Risk;

/// <summary>Where a circuit breaker stands.</summary>
public enum BreakerPhase
{
    /// <summary>Nothing is kept back.</summary>
    Closed = 0,

    /// <summary>Entries are kept back.</summary>
    Open = 1,

    /// <summary>Entries are free again on probation: what tripped it once more within this time keeps them back for twice as long.</summary>
    Probation = 2,
}

/// <summary>
/// Keeps entries back for a while after something went wrong, then lets them through on probation. A value: each step gives a new one.
/// </summary>
/// <param name="Name">What it watches, in a word: <c>market-move</c>.</param>
/// <param name="Rest">How long entries are kept back the first time.</param>
public sealed record CircuitBreaker(string Name, TimeSpan Rest)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(24);

    public BreakerPhase Phase { get; private init; }

    /// <summary>Why it tripped, a sentence.</summary>
    public string? Reason { get; private init; }

    public DateTimeOffset? TrippedAt { get; private init; }

    /// <summary>When the phase ends by itself; null while closed.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>How long entries are kept back this time.</summary>
    public TimeSpan CurrentRest { get; private init; } = Rest;

    /// <summary>Something went wrong.</summary>
    public CircuitBreaker Trip(string reason, DateTimeOffset now)
    {
        if (Phase == BreakerPhase.Open)
            return this;
        var doubled = CurrentRest * 2;
        var rest = Phase == BreakerPhase.Probation ? doubled < LongestRest ? doubled : LongestRest : Rest;
        return this with { Phase = BreakerPhase.Open, Reason = reason, TrippedAt = now, Until = now + rest, CurrentRest = rest };
    }

    /// <summary>Time went by.</summary>
    public CircuitBreaker At(DateTimeOffset now) => (Phase, Until) switch
    {
        (BreakerPhase.Open, { } until) when now >= until => this with { Phase = BreakerPhase.Probation, Until = until + CurrentRest },
        (BreakerPhase.Probation, { } until) when now >= until => this with { Phase = BreakerPhase.Closed, Until = null, Reason = null, CurrentRest = Rest },
        _ => this,
    };

    /// <summary>A person has looked and lets entries through.</summary>
    public CircuitBreaker Reset() => new(Name, Rest);
}
