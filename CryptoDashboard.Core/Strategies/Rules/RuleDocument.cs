namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// A strategy written as rules. A candle on which <see cref="Exits"/> or the rule among <see cref="Stops"/> is true is a SELL, else one on which
/// <see cref="Entries"/> is true is a BUY, else it is a HOLD. The rules know candles and nothing of orders: "in position" means what they
/// themselves asked for, whatever became of it.
/// </summary>
/// <remarks>
/// Read by <see cref="RuleReader"/>, written by <see cref="RuleWriter"/>, read back in words by <see cref="RuleSentence"/>, described for programs
/// by <see cref="RuleSchema"/>. Immutable; made into a strategy by <see cref="Compiled.RulePlan"/>.
/// </remarks>
public sealed record RuleDocument
{
    /// <summary>The only version of the format there is.</summary>
    public const int Format = 1;

    /// <summary>1 to 60 characters.</summary>
    public required string Name { get; init; }

    /// <summary>When to buy.</summary>
    public required RuleCondition Entries { get; init; }

    /// <summary>When to sell; null leaves that to the stops.</summary>
    public RuleCondition? Exits { get; init; }

    public RuleStops Stops { get; init; } = RuleStops.None;

    /// <summary>Share of equity that an entry should spend, above 0 up to 1; null leaves it to the bot. A proposal: the bot's risk settings decide.</summary>
    public decimal? Share { get; init; }

    /// <summary>Every condition in it, groups included.</summary>
    public IEnumerable<RuleCondition> Conditions() =>
        new[] { Entries, Exits, Stops.When }.OfType<RuleCondition>().SelectMany(c => c.AndWithin());
}
