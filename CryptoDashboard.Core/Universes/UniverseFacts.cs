namespace CryptoDashboard.Core.Universes;

/// <summary>All that a universe is judged by as of a moment. Nothing in it is younger than that moment.</summary>
public sealed record UniverseFacts(DateTimeOffset At, IReadOnlyList<SymbolFacts> Symbols)
{
    /// <summary>Kinds of facts of which nothing is recorded for that moment, each with a sentence that says since when it is.</summary>
    public IReadOnlyDictionary<FactKinds, string> Unknown { get; init; } = new Dictionary<FactKinds, string>();
}
