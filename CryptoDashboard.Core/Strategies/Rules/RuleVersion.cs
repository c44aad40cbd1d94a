namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>What a rule document said once: never changed, so that a bot keeps what it was started with.</summary>
public sealed record RuleVersion
{
    public required int RuleSetId { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The document as <see cref="RuleWriter"/> writes it.</summary>
    public required string Json { get; init; }

    /// <summary>What was changed and why, in the words of who did it; up to 200 characters.</summary>
    public string Note { get; init; } = "";

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Name of who made it.</summary>
    public required string MadeBy { get; init; }
}
