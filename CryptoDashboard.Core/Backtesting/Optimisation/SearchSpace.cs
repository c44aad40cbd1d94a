using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// All combinations that a search may try: a lattice with one axis for each parameter that has a range, those of the strategy first, then the
/// guards of a position (<see cref="StopParameters"/>) that were given one. A place on it is an index for each axis; combinations that the strategy itself refuses (a fast average slower than the slow one) are places too, but none that fits.
/// </summary>
public sealed class SearchSpace
{
    private readonly StrategyKind _kind;
    private readonly SortedDictionary<string, decimal> _fixed = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The ranges have faults: a sentence for each.</exception>
    public SearchSpace(StrategyKind kind, IReadOnlyDictionary<string, ParameterRange> ranges)
    {
        var faults = Faults(kind, ranges);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(ranges));
        _kind = kind;
        foreach (var parameter in kind.Schema)
            _fixed[parameter.Name] = ranges.TryGetValue(parameter.Name, out var range) ? range.From : parameter.Default;
        foreach (var guard in StopParameters.All.Where(p => ranges.ContainsKey(p.Name)))
            _fixed[guard.Name] = ranges[guard.Name].From;
        Axes = [.. kind.Schema.Concat(StopParameters.All).Where(p => ranges.TryGetValue(p.Name, out var range) && !range.IsFixed).Select(p => new SearchAxis(p, ranges[p.Name]))];
        Size = Axes.Aggregate(1L, (size, axis) => size * axis.Range.Count);
    }

    /// <summary>The parameters that vary, in the order of the schema, guards last.</summary>
    public IReadOnlyList<SearchAxis> Axes { get; }

    /// <summary>All places, fitting or not.</summary>
    public long Size { get; }

    /// <summary>Everything wrong with these ranges, by parameter name ("" for all together).</summary>
    public static IReadOnlyList<(string Parameter, string Fault)> Faults(StrategyKind kind, IReadOnlyDictionary<string, ParameterRange> ranges)
    {
        var faults = new List<(string, string)>();
        var size = 1d;
        foreach (var (name, range) in ranges)
        {
            var parameter = kind.Schema.FirstOrDefault(p => p.Name == name) ?? StopParameters.Find(name);
            if ((parameter is null ? $"{kind.Title} has no parameter '{name}'; it has {Names(kind.Schema)}, and guards are {Names(StopParameters.All)}." : range.Fault(parameter)) is { } fault)
                faults.Add((name, fault));
            else
                size *= range.Count;
        }
        if (faults.Count == 0 && size <= 1)
            faults.Add(("", kind.Schema.Count == 0 ? $"{kind.Title} has no parameters; give a guard a range, such as stop-loss, or there is nothing to search for." : "Give at least one parameter a range; with all of them fixed there is nothing to search for."));
        if (size > 1e18)
            faults.Add(("", "These are more than a million times a million times a million combinations. Fix some parameters or take larger steps."));
        return faults;
    }

    public ParameterSet At(ReadOnlySpan<int> place)
    {
        var values = new SortedDictionary<string, decimal>(_fixed, StringComparer.Ordinal);
        for (var i = 0; i < Axes.Count; i++)
            values[Axes[i].Parameter.Name] = Axes[i].Range.ValueAt(place[i]);
        return new ParameterSet(values);
    }

    /// <summary>Whether the strategy takes this combination.</summary>
    public bool Fits(ReadOnlySpan<int> place) => _kind.Faults(StopParameters.Split(At(place), StopPlan.None).Strategy).Count == 0;

    /// <summary>The place of a combination that was made here.</summary>
    public int[] PlaceOf(ParameterSet parameters) => [.. Axes.Select(a => a.Range.IndexOf(parameters[a.Parameter.Name]))];

    /// <summary>Its number on the lattice, the last axis fastest.</summary>
    public long NumberOf(ReadOnlySpan<int> place)
    {
        var number = 0L;
        for (var i = 0; i < Axes.Count; i++)
            number = (number * Axes[i].Range.Count) + place[i];
        return number;
    }

    public int[] PlaceOf(long number)
    {
        var place = new int[Axes.Count];
        for (var i = Axes.Count - 1; i >= 0; i--)
            (number, place[i]) = (number / Axes[i].Range.Count, (int)(number % Axes[i].Range.Count));
        return place;
    }

    private static string Names(IReadOnlyList<Parameter> schema) => schema.Count == 0 ? "none" : string.Join(", ", schema.Select(p => p.Name));
}
