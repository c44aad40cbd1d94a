namespace CryptoDashboard.Core.Performance.Effectiveness;

/// <summary>How good a group of signals was at one horizon.</summary>
public sealed record SignalEffect
{
    /// <summary>With fewer outcomes no figure is given.</summary>
    public const int Fewest = 20;

    private SignalEffect(string name, int count, int waiting) => (Name, Count, Waiting) = (name, count, waiting);

    public string Name { get; }

    /// <summary>Signals whose outcome is known.</summary>
    public int Count { get; }

    /// <summary>Signals whose horizon has not passed yet.</summary>
    public int Waiting { get; }

    /// <summary>Share of them after which the price went their way, 0 to 1.</summary>
    public Figure HitRate { get; private init; }

    /// <summary>The range of the true rate with 95 % confidence (Wilson's score interval).</summary>
    public (double Low, double High) HitRange { get; private init; }

    /// <summary>Mean move in their favour, before fees; 0.01 is one percent.</summary>
    public Figure Expectancy { get; private init; }

    /// <summary>Expectancy less the drift of the market: what the signals knew that any other moment did not.</summary>
    public Figure Edge { get; private init; }

    /// <summary>Probability of an edge this large, either way, where there is none (t-test; signals that overlap make it look surer than it is).</summary>
    public Figure Chance { get; private init; }

    /// <summary>What the figures mean.</summary>
    public string Verdict => (Chance.Value, Edge.Value) switch
    {
        (null, _) => $"too few: {Count} of {Fewest}",
        ( < 0.05, > 0) => "better than chance",
        ( < 0.05, < 0) => "worse than chance",
        _ => "may be chance",
    };

    /// <param name="horizon">Index into <see cref="SignalOutcome.Horizons"/>.</param>
    public static SignalEffect Of(string name, IReadOnlyCollection<SignalOutcome> outcomes, int horizon)
    {
        var known = outcomes.Where(o => o.Moves[horizon] is not null).ToList();
        var effect = new SignalEffect(name, known.Count, outcomes.Count - known.Count);
        if (known.Count < Fewest)
        {
            var few = Figure.None($"{known.Count} of the {Fewest} outcomes are known that a figure needs.");
            return effect with { HitRate = few, Expectancy = few, Edge = few, Chance = few };
        }
        var moves = known.ConvertAll(o => o.Moves[horizon]!.Value);
        var edges = known.ConvertAll(o => o.Moves[horizon]!.Value - (o.Drift[horizon] ?? 0));
        var (edge, error) = MeanAndError(edges);
        var hits = moves.Count(m => m > 0);
        return effect with
        {
            HitRate = Figure.Of((double)hits / moves.Count),
            HitRange = Wilson(hits, moves.Count),
            Expectancy = Figure.Of(moves.Average()),
            Edge = Figure.Of(edge),
            Chance = error > 0 ? Figure.Of(StudentDistribution.TwoSided(edge / error, edges.Count - 1)) : Figure.Of(edge == 0 ? 1 : 0),
        };
    }

    /// <summary>Groups by a key and orders by how many there are.</summary>
    public static IReadOnlyList<SignalEffect> By(IEnumerable<SignalOutcome> outcomes, Func<SignalOutcome, string> key, int horizon) =>
        [.. outcomes.GroupBy(key).Select(g => Of(g.Key, [.. g], horizon)).OrderByDescending(e => e.Count).ThenBy(e => e.Name, StringComparer.Ordinal)];

    private static (double Mean, double Error) MeanAndError(List<double> values)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        return (mean, Math.Sqrt(variance / values.Count));
    }

    private static (double Low, double High) Wilson(int hits, int count)
    {
        const double Z = 1.959964;
        var rate = (double)hits / count;
        var middle = (rate + (Z * Z / (2 * count))) / (1 + (Z * Z / count));
        var reach = Z * Math.Sqrt((rate * (1 - rate) / count) + (Z * Z / (4.0 * count * count))) / (1 + (Z * Z / count));
        return (middle - reach, middle + reach);
    }
}
