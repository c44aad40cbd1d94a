using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies;

/// <summary>A strategy one can choose: its name, what it is for, its parameters, and how to make one.</summary>
/// <param name="Name">Stable name, lower-case with dashes: <c>rsi-cross</c>.</param>
/// <param name="Relation">Checks parameters against each other; returns a sentence, or null when they fit.</param>
public sealed record StrategyKind(
    string Name,
    string Title,
    string Summary,
    IReadOnlyList<Parameter> Schema,
    Func<ParameterSet, string?> Relation,
    Func<ParameterSet, IStrategy> Make)
{
    /// <summary>What it does with these values in one sentence, where the summary speaks of other values; else null.</summary>
    public Func<ParameterSet, string>? Says { get; init; }

    /// <summary>The defaults of the schema.</summary>
    public ParameterSet Defaults => Complete(ParameterSet.Empty);

    /// <summary>Fills what is missing with defaults; unknown names stay, for <see cref="Faults"/> to report.</summary>
    public ParameterSet Complete(ParameterSet given) => Schema.Complete(given);

    /// <summary>Everything wrong with these values, by parameter name ("" for a relation between several). Empty when they are fine.</summary>
    public IReadOnlyList<(string Parameter, string Fault)> Faults(ParameterSet given) => Schema.Faults(given, Title, Relation);

    /// <exception cref="ArgumentException">The values have faults.</exception>
    public IStrategy Create(ParameterSet given)
    {
        var faults = Faults(given);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(given));
        return Make(Complete(given));
    }
}
