namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Rules read back in words.</summary>
public static class RuleSentence
{
    /// <summary>The whole document: "Buys when RSI 14 of close crosses up through 30 and close is above EMA 200 of close; sells when …."</summary>
    public static string Of(RuleDocument document)
    {
        var sells = document.Exits is { } exits ? $"sells when {Of(exits)}" : "no rule sells";
        var stop = document.Stops.When is { } when ? $", or as a stop when {Of(when)}" : "";
        var guards = RuleStops.Figures.Where(f => f.Of(document.Stops) is not null).Select(f => string.Format(f.Says, Figure(f.Of(document.Stops)!.Value, f.IsShare))).ToList();
        return $"Buys when {Of(document.Entries)}; {sells}{stop}.{(guards.Count == 0 ? "" : $" Guards it proposes: {string.Join(", ", guards)}.")}"
            + (document.Share is { } share ? $" An entry should spend {share:0.##%} of equity." : "")
            + (UsesPosition(document) ? " Its position is the one these rules asked for, by closes, whether or not it was filled." : "");
    }

    public static string Of(RuleCondition condition) => Of(condition, operand => Of(operand));

    /// <param name="name">How an operand is said: with or without its figure of the moment.</param>
    internal static string Of(RuleCondition condition, Func<RuleOperand, string> name) => condition switch
    {
        RuleCondition.All all => Joined(all.Of, " and ", name),
        RuleCondition.Any any => Joined(any.Of, " or ", name),
        RuleCondition.Not not => $"not ({Of(not.Of, name)})",
        RuleCondition.InPosition position => position.Yes ? "a position was asked for" : "no position was asked for",
        RuleCondition.Comparison comparison => $"{name(comparison.Left)} {Says(comparison.Is)} {Beside(comparison.Left, comparison.Right, name)}",
        RuleCondition.Between between => $"{name(between.Left)} is between {name(between.Low)} and {name(between.High)}",
        RuleCondition.Slope { Candles: 1 } slope => $"{name(slope.Left)} {(slope.Rising ? "rose" : "fell")}",
        RuleCondition.Slope slope => $"{name(slope.Left)} {(slope.Rising ? "rose" : "fell")} for {slope.Candles} candles",
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    public static string Of(RuleOperand operand)
    {
        var said = operand switch
        {
            RuleOperand.Number number => number.Value.ToString("0.########"),
            RuleOperand.OfCandle candle => RuleWords.Of(candle.Source),
            RuleOperand.OfPosition position => RuleWords.Positions.First(p => p.Figure == position.Figure).Says,
            RuleOperand.OfTime time => RuleWords.Times.First(t => t.Figure == time.Figure).Says,
            RuleOperand.Indicator indicator => Of(indicator),
            _ => throw new ArgumentOutOfRangeException(nameof(operand)),
        };
        if (operand.Offset > 0)
            said += operand.Offset == 1 ? " one candle ago" : $" {operand.Offset} candles ago";
        if (operand.Times != 1)
            said = $"{operand.Times:0.########} × {said}";
        return operand.Plus switch { 0 => said, > 0 => $"{said} + {operand.Plus:0.########}", _ => $"{said} − {-operand.Plus:0.########}" };
    }

    /// <summary>How an indicator is called in sentences and beside its figures: "EMA 200 of close", "Bollinger bands 20 2 upper band".</summary>
    internal static string Of(RuleOperand.Indicator indicator)
    {
        var kind = indicator.Kind;
        var output = kind.Outputs[indicator.Output];
        var line = kind.Outputs.Count == 1 || output.Title == kind.Title ? "" : $" {output.Title.ToLowerInvariant()}";
        return Bare(indicator) + line + Source(indicator);
    }

    /// <summary>The indicator without its line and, where that is as usual, its source: "Bollinger bands 20 2".</summary>
    internal static string Titled(RuleOperand.Indicator indicator) => Bare(indicator) + (indicator.Source == indicator.Kind.DefaultSource ? "" : Source(indicator));

    private static string Bare(RuleOperand.Indicator indicator)
    {
        var kind = indicator.Kind;
        // A parameter that only switches something at its default says nothing.
        var figures = kind.Schema.Where(p => p.Max > 1 || indicator.Parameters[p.Name] != p.Default).Select(p => indicator.Parameters[p.Name].ToString("0.########"));
        return string.Join(' ', [kind.Outputs.Count == 1 ? kind.Outputs[0].Title : kind.Title, .. figures]);
    }

    private static string Source(RuleOperand.Indicator indicator) => indicator.Kind.TakesSource ? $" of {RuleWords.Of(indicator.Source)}" : "";

    internal static string Says(Comparator comparator) => RuleWords.Comparators.First(c => c.Is == comparator).Says;

    private static bool UsesPosition(RuleDocument document) => document.Conditions().Any(c => c is RuleCondition.InPosition || c.Operands.Any(o => o is RuleOperand.OfPosition));

    private static string Joined(IReadOnlyList<RuleCondition> parts, string word, Func<RuleOperand, string> name) =>
        string.Join(word, parts.Select(p => p is RuleCondition.All { Of.Count: > 1 } or RuleCondition.Any { Of.Count: > 1 } && parts.Count > 1 ? $"({Of(p, name)})" : Of(p, name)));

    // A profit is held against a share.
    private static string Beside(RuleOperand left, RuleOperand right, Func<RuleOperand, string> name) =>
        left is RuleOperand.OfPosition { Figure: PositionFigure.Profit } && right is RuleOperand.Number number ? number.Value.ToString("0.##%") : name(right);

    private static string Figure(decimal value, bool isShare) => isShare ? value.ToString("0.##%") : value.ToString("0.##");
}
