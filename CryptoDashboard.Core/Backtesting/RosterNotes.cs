using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What makes a result with a universe less believable, in words.</summary>
internal static class RosterNotes
{
    private const int MostNamed = 8;

    public static IReadOnlyList<ReportWarning> Of(Universe universe, RosterPlan plan)
    {
        var notes = new List<ReportWarning>();
        if (plan.Lacking.Count > 0)
        {
            var named = string.Join(", ", plan.Lacking.Take(MostNamed)) + (plan.Lacking.Count > MostNamed ? $" and {plan.Lacking.Count - MostNamed} more" : "");
            notes.Add(new("universe-candles-missing", $"{plan.Lacking.Count} of {plan.Lacking.Count + plan.Markets.Count} symbols that belonged could not be traded, because no candles of them are stored: {named}. Import or backfill them; what fares badly goes missing first."));
        }
        if (universe.List is ListKind.StoredVolume or ListKind.Performance)
            notes.Add(new("universe-survivors", $"The list was made of the symbols whose candles are stored. One that was delisted before anybody stored it could not be chosen, which flatters a result."));
        if (universe.List == ListKind.Fixed)
            notes.Add(new("universe-hindsight", $"The {universe.Symbols.Count} symbols were chosen by somebody who knew how the time of this run went on."));
        return notes;
    }
}
