namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// Something that is true or false at a candle. Where a number is undefined (an indicator still warming up, no position to have a profit)
/// neither the condition nor its opposite is true.
/// </summary>
public abstract record RuleCondition
{
    /// <summary>It and all that is nested in it.</summary>
    public IEnumerable<RuleCondition> AndWithin() => [this, .. Parts.SelectMany(p => p.AndWithin())];

    /// <summary>What it compares.</summary>
    public virtual IReadOnlyList<RuleOperand> Operands => [];

    protected virtual IReadOnlyList<RuleCondition> Parts => [];

    /// <summary>True when all of them are.</summary>
    public sealed record All(IReadOnlyList<RuleCondition> Of) : RuleCondition
    {
        protected override IReadOnlyList<RuleCondition> Parts => Of;
    }

    /// <summary>True when at least one of them is.</summary>
    public sealed record Any(IReadOnlyList<RuleCondition> Of) : RuleCondition
    {
        protected override IReadOnlyList<RuleCondition> Parts => Of;
    }

    /// <summary>True when it is false.</summary>
    public sealed record Not(RuleCondition Of) : RuleCondition
    {
        protected override IReadOnlyList<RuleCondition> Parts => [Of];
    }

    /// <summary>Whether the rules asked for a position and did not ask for its end yet, before this candle.</summary>
    public sealed record InPosition(bool Yes) : RuleCondition;

    /// <summary>Two numbers held against each other.</summary>
    public sealed record Comparison(RuleOperand Left, Comparator Is, RuleOperand Right) : RuleCondition
    {
        public override IReadOnlyList<RuleOperand> Operands => [Left, Right];
    }

    /// <summary>A number from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
    public sealed record Between(RuleOperand Left, RuleOperand Low, RuleOperand High) : RuleCondition
    {
        public override IReadOnlyList<RuleOperand> Operands => [Left, Low, High];
    }

    /// <summary>A number that rose, or fell, with each of the last candles.</summary>
    /// <param name="Candles">How many steps, 1 to 100.</param>
    public sealed record Slope(RuleOperand Left, bool Rising, int Candles) : RuleCondition
    {
        public override IReadOnlyList<RuleOperand> Operands => [Left];
    }
}
