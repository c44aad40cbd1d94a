using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Why a search has no best trial, and what to do about it: which condition turned its trials down, how near the nearest came.</summary>
public static class NoBest
{
    /// <returns>Sentences in the order of their weight; empty where a trial has a score.</returns>
    public static IReadOnlyList<string> Of(Objective objective, IReadOnlyList<Trial> trials)
    {
        if (trials.Any(t => t.Score is not null))
            return [];
        if (trials.Count == 0)
            return ["Nothing was tried: the strategy refuses every combination of these ranges. Widen them, or look at which values contradict each other."];
        var few = trials.Where(t => t.Figures.Trades < objective.MinTrades).ToList();
        var deep = trials.Except(few).Where(t => objective.MaxDrawdown is { } most && t.Figures.MaxDrawdown > most).ToList();
        var undefined = trials.Count - few.Count - deep.Count;
        var sentences = new List<string> { $"None of the {Basis.Count(trials.Count, "trial")} met the conditions, so there is no best." };
        if (few.Count > 0)
            sentences.Add(OfFew(few, objective.MinTrades));
        if (deep.Count > 0)
            sentences.Add(OfDeep(deep, objective.MaxDrawdown!.Value));
        if (undefined > 0)
            sentences.Add($"{Basis.Count(undefined, "trial")} met them, but {objective.Describe()} is not defined there, as for one that never lost a day. Look for something else, such as the return.");
        return sentences;
    }

    private static string OfFew(List<Trial> few, int needed)
    {
        var nearest = few.MaxBy(t => t.Figures.Trades)!;
        var most = nearest.Figures.Trades;
        if (most == 0)
            return $"{Basis.Count(few.Count, "trial")} made no trade at all: the strategy found nothing in these candles. Search a longer time, a shorter timeframe, or values that signal more readily.";
        return $"{Basis.Count(few.Count, "trial")} made fewer than {needed:#,0} trades; trial {nearest.Number:#,0} came nearest with {most:#,0}. "
            + "Search a longer time or a shorter timeframe. Asking for fewer trades is possible too, and makes the best more likely the luckiest.";
    }

    private static string OfDeep(List<Trial> deep, double allowed)
    {
        var nearest = deep.MinBy(t => t.Figures.MaxDrawdown)!;
        return $"{Basis.Count(deep.Count, "trial")} fell deeper than the {allowed:0.##%} allowed; trial {nearest.Number:#,0} came nearest with {nearest.Figures.MaxDrawdown:0.0%}. "
            + "Give it a stop or a smaller share a trade, or allow a deeper drawdown.";
    }
}
