using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Adaptive;

/// <summary>Lets a strategy's thresholds be learnt from outcomes, as a choice among its parameters.</summary>
public static class AdaptiveKind
{
    /// <summary>1 where thresholds are learnt.</summary>
    public const string Adapt = "adapt";

    private const string Window = "adapt-window";
    private const string Hold = "adapt-hold";

    /// <summary>The kind with three more parameters: whether, from how many candles, and with what hold. As set is the default and costs nothing.</summary>
    /// <param name="reaches">The thresholds, and how far each may go. All combinations are tried, five values of each.</param>
    public static StrategyKind Offer(StrategyKind kind, params IReadOnlyList<Reach> reaches)
    {
        var thresholds = reaches.Select(r => kind.Schema.Single(p => p.Name == r.Parameter)).ToList();
        var bounds = string.Join(" and ", reaches.Zip(thresholds, (r, p) => $"{r.Words} of {Name(p)}"));
        IReadOnlyList<Parameter> schema =
        [
            .. kind.Schema,
            new(Adapt, "Thresholds", $"Learnt ones follow what signals came to, stay within {bounds}, and fall back to what is set while too little is known.", 0, 0, 1, 1) { Choices = ["as set", "learnt from outcomes"] },
            new(Window, "Learn from, candles", "How far back outcomes count; shorter follows the market sooner and errs more often.", 3_000, 300, 50_000, 100) { OnlyWith = Adapt },
            new(Hold, "Outcome after, candles", "A BUY is judged at the next SELL, or after so many candles.", 48, 1, 1_000, 1) { OnlyWith = Adapt },
        ];
        return kind with
        {
            Schema = schema,
            Make = p => p[Adapt] == 1
                ? new AdaptiveStrategy(thresholds, [.. Choices(kind, reaches, p)], kind.Make, p.Integer(Window), p.Integer(Hold))
                : kind.Make(p),
        };
    }

    /// <summary>Its label without a unit.</summary>
    internal static string Name(Parameter threshold) => threshold.Label.Split(',')[0];

    private static IEnumerable<ParameterSet> Choices(StrategyKind kind, IReadOnlyList<Reach> reaches, ParameterSet set)
    {
        IEnumerable<ParameterSet> choices = [set];
        foreach (var reach in reaches)
        {
            var parameter = kind.Schema.Single(p => p.Name == reach.Parameter);
            choices = [.. choices.SelectMany(c => reach.Values(parameter, set[reach.Parameter]).Select(value => With(c, reach.Parameter, value)))];
        }
        return choices.Where(c => kind.Relation(c) is null);
    }

    private static ParameterSet With(ParameterSet set, string name, decimal value) =>
        new(new SortedDictionary<string, decimal>(set.Values.ToDictionary(), StringComparer.Ordinal) { [name] = value });
}
