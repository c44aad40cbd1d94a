using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>The words of the document format, in one place for reader, writer, schema and menus.</summary>
public static class RuleWords
{
    /// <summary>Comparators with their signs and how a sentence says them.</summary>
    public static IReadOnlyList<(string Word, Comparator Is, string Says)> Comparators { get; } =
    [
        ("<", Comparator.Below, "is below"),
        ("<=", Comparator.AtMost, "is at most"),
        (">", Comparator.Above, "is above"),
        (">=", Comparator.AtLeast, "is at least"),
        ("crosses-above", Comparator.CrossesAbove, "crosses up through"),
        ("crosses-below", Comparator.CrossesBelow, "crosses down through"),
    ];

    public const string Between = "between";
    public const string Rising = "rising";
    public const string Falling = "falling";

    /// <summary>Everything that may stand after <c>is</c>.</summary>
    public static IReadOnlyList<string> Is { get; } = [.. Comparators.Select(c => c.Word), Between, Rising, Falling];

    public static IReadOnlyList<(string Word, CandleSource Source)> Prices { get; } =
        [.. Enum.GetValues<CandleSource>().Select(s => (s.ToString().ToLowerInvariant(), s))];

    public static IReadOnlyList<(string Word, PositionFigure Figure, string Says)> Positions { get; } =
        [("bars", PositionFigure.Bars, "candles since entry"), ("profit", PositionFigure.Profit, "profit since entry")];

    public static IReadOnlyList<(string Word, TimeFigure Figure, string Says)> Times { get; } =
        [("hour", TimeFigure.Hour, "hour of day (UTC)"), ("weekday", TimeFigure.Weekday, "weekday (1 Monday to 7 Sunday, UTC)")];

    internal static string Of(Comparator comparator) => Comparators.First(c => c.Is == comparator).Word;

    internal static string Of(CandleSource source) => Prices.First(p => p.Source == source).Word;

    /// <summary>The word that was probably meant, or null.</summary>
    internal static string? Nearest(string given, IEnumerable<string> known) => known
        .Select(word => (Word: word, Away: Distance(given, word)))
        .Where(pair => pair.Away <= Math.Max(1, pair.Word.Length / 3))
        .OrderBy(pair => pair.Away)
        .Select(pair => pair.Word)
        .FirstOrDefault();

    // Levenshtein's, over the first 40 characters: nobody mistypes more, and a hostile name must cost nothing.
    private static int Distance(string one, string other)
    {
        one = one.Length > 40 ? one[..40] : one;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (char.ToLowerInvariant(one[i - 1]) == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.Length];
    }
}
