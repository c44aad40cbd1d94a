using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Performance;

/// <summary>What a check for overfitting said of one choice of parameters on one market.</summary>
public sealed record OverfitCheck
{
    /// <summary>Given by the database.</summary>
    public int Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Strategy { get; init; }

    public required MarketId Market { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>Every parameter's value, as JSON.</summary>
    public required string Parameters { get; init; }

    public required bool Passed { get; init; }

    /// <summary>Its conclusion, for a person.</summary>
    public required string Sentence { get; init; }

    /// <summary>The search whose best this was.</summary>
    public int OptimisationId { get; init; }
}
