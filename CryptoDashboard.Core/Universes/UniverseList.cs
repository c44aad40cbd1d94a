using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Universes;

/// <summary>Puts symbols in the order of a list. Equal ones are ordered by name, so that the same facts give the same order.</summary>
internal static class UniverseList
{
    public static IReadOnlyList<(SymbolFacts Facts, string Why)> Ranked(Universe universe, UniverseFacts facts) => universe.List switch
    {
        ListKind.Fixed => Fixed(universe, facts),
        ListKind.Volume => By(facts, f => (double?)f.Volume, (f, rank) => $"{Nth(rank)} by volume, {f.Volume:#,0} {universe.Quote} in 24 hours"),
        ListKind.StoredVolume => By(facts, f => f.StoredVolume, (f, rank) => $"{Nth(rank)} by stored volume, {f.StoredVolume:#,0} {universe.Quote} in 24 hours"),
        ListKind.MarketCap => By(facts, f => (double?)f.MarketCap, (f, rank) => $"{Nth(rank)} by market cap, {f.MarketCap:#,0} USD"),
        _ => By(facts, f => universe.WorstFirst ? -f.Performance : f.Performance, (f, rank) => $"{Nth(rank)} by performance, {f.Performance:+0.0%;-0.0%;0.0%} in {universe.Days} days"),
    };

    private static List<(SymbolFacts, string)> Fixed(Universe universe, UniverseFacts facts)
    {
        var known = facts.Symbols.ToDictionary(f => f.Symbol);
        return [.. universe.Symbols.Select(Symbol.Parse).Distinct().Select((symbol, i) => (known.GetValueOrDefault(symbol) ?? new SymbolFacts(symbol), $"{Nth(i + 1)} of the fixed list"))];
    }

    private static List<(SymbolFacts, string)> By(UniverseFacts facts, Func<SymbolFacts, double?> figure, Func<SymbolFacts, int, string> why) =>
    [
        .. facts.Symbols.Where(f => figure(f) is { } value && double.IsFinite(value))
            .OrderByDescending(f => figure(f)).ThenBy(f => f.Symbol.ToString(), StringComparer.Ordinal)
            .Select((f, i) => (f, why(f, i + 1))),
    ];

    private static string Nth(int rank) => (rank % 100) is >= 11 and <= 13 ? $"{rank}th" : (rank % 10) switch
    {
        1 => $"{rank}st",
        2 => $"{rank}nd",
        3 => $"{rank}rd",
        _ => $"{rank}th",
    };
}
