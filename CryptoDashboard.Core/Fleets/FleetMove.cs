using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Fleets;

/// <summary>One line of a fleet's history: who joined or left, when, and why.</summary>
public sealed record FleetMove
{
    public required int FleetId { get; init; }

    /// <summary>The moment of the look, or of the deed of a person; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>BASE/QUOTE.</summary>
    public required string Symbol { get; init; }

    public required RosterMoveKind Kind { get; init; }

    public required string Reason { get; init; }
}
