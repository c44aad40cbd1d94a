using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// What the best trial is the best in, and what a trial must have to count at all. One figure is taken as it is. Several are composed as
/// Σ w tanh(figure / yardstick) / Σ w, the yardstick being what is customarily called good: each part lies between −1 and 1, more is always
/// better, and no part can outbid the others by being large.
/// </summary>
public sealed record Objective
{
    public IReadOnlyList<ObjectivePart> Parts { get; init; } = [new(ObjectiveKind.Sharpe)];

    /// <summary>Closed trades a trial needs. Below some thirty, the best of many is the luckiest.</summary>
    public int MinTrades { get; init; } = 30;

    /// <summary>The deepest fall a trial may have, by daily closes: 0.2 = 20 %. Null sets none.</summary>
    public double? MaxDrawdown { get; init; }

    [JsonIgnore]
    public bool IsComposed => Parts.Count > 1;

    /// <summary>Every kind with its word, its title, and the yardstick it is measured by when composed.</summary>
    public static IReadOnlyList<(ObjectiveKind Kind, string Word, string Title, double Yardstick)> Kinds { get; } =
    [
        (ObjectiveKind.Sharpe, "sharpe", "Sharpe", 1),
        (ObjectiveKind.Sortino, "sortino", "Sortino", 1.5),
        (ObjectiveKind.Calmar, "calmar", "Calmar", 1),
        (ObjectiveKind.TotalReturn, "return", "Return", 0.5),
        (ObjectiveKind.ReturnOverDrawdown, "return-over-drawdown", "Return / drawdown", 2),
        (ObjectiveKind.MaxDrawdown, "drawdown", "Max drawdown", 0.2),
        (ObjectiveKind.ProfitFactor, "profit-factor", "Profit factor", 1.5),
        (ObjectiveKind.Expectancy, "expectancy", "Expectancy", 0.005),
        (ObjectiveKind.Sqn, "sqn", "SQN", 2),
    ];

    /// <summary>Reads <c>sharpe</c>, or several with weights: <c>sharpe:2,drawdown:1</c>.</summary>
    /// <exception cref="FormatException">A word is not known; the message lists those that are.</exception>
    public static IReadOnlyList<ObjectivePart> ParseParts(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Part)];

    /// <summary>Everything wrong with it, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (Parts.Count == 0)
            yield return "Choose what to look for.";
        if (Parts.Any(p => !double.IsFinite(p.Weight) || p.Weight <= 0 || !Enum.IsDefined(p.Kind)))
            yield return "Each part of the objective needs a weight above 0.";
        if (MinTrades is < 0 or > 1_000_000)
            yield return "The least number of trades lies between 0 and 1,000,000.";
        if (MaxDrawdown is <= 0 or > 1)
            yield return "The deepest drawdown allowed lies above 0 % and up to 100 %; leave it empty to allow any.";
    }

    /// <summary>The score of a trial, more being better; or why it has none, as a sentence.</summary>
    public (double? Score, string? Lack) Weigh(TrialFigures figures)
    {
        if (figures.Trades < MinTrades)
            return (null, $"{figures.Trades:#,0} trades; {MinTrades:#,0} are needed.");
        if (MaxDrawdown is { } most && figures.MaxDrawdown > most)
            return (null, $"It fell by {figures.MaxDrawdown:0.0 %}; {most:0.0 %} are allowed.");
        var (sum, weights) = (0d, 0d);
        foreach (var part in Parts)
        {
            if (figures.Read(part.Kind) is not { } value)
                return (null, $"{TitleOf(part.Kind)} is not defined for it.");
            var better = part.Kind == ObjectiveKind.MaxDrawdown ? -value : value;
            sum += IsComposed ? part.Weight * Math.Tanh(better / Kinds.First(k => k.Kind == part.Kind).Yardstick) : better;
            weights += IsComposed ? part.Weight : 1;
        }
        return (sum / weights, null);
    }

    public static string TitleOf(ObjectiveKind kind) => Kinds.First(k => k.Kind == kind).Title;

    /// <summary>As a person reads it: "Sharpe", or "2 Sharpe + 1 Max drawdown".</summary>
    public string Describe() => IsComposed ? string.Join(" + ", Parts.Select(p => $"{p.Weight:0.##} {TitleOf(p.Kind)}")) : TitleOf(Parts[0].Kind);

    private static ObjectivePart Part(string text)
    {
        var halves = text.Split(':', 2);
        var known = Kinds.FirstOrDefault(k => string.Equals(k.Word, halves[0], StringComparison.OrdinalIgnoreCase));
        if (known.Word is null)
            throw new FormatException($"'{halves[0]}' is nothing to look for; there are {string.Join(", ", Kinds.Select(k => k.Word))}.");
        var weight = 1d;
        return halves.Length == 1 || double.TryParse(halves[1], out weight) ? new(known.Kind, weight) : throw new FormatException($"'{halves[1]}' is no weight; write {known.Word}:2 for instance.");
    }
}
