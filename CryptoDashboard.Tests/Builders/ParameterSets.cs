using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Parameters that fit a schema: its defaults, its small ends, three times its defaults, and some that dice chose, the same each time.</summary>
internal static class ParameterSets
{
    public static IEnumerable<ParameterSet> Of(IReadOnlyList<Parameter> schema, Func<ParameterSet, bool> fits, int rolled = 0)
    {
        yield return schema.Complete(ParameterSet.Empty);
        if (schema.Count == 0)
            yield break;
        var dice = new Random(schema.Sum(p => p.Name.Length));
        List<ParameterSet> sets =
        [
            Each(schema, p => p.Min + (p.IsInteger && p.Max > 1 ? p.Step : 0)),
            Each(schema, p => p.Default * 3),
            .. Enumerable.Range(0, rolled).Select(_ => Each(schema, p => p.Min + (dice.Next((int)((Math.Min(p.Max, (p.Default * 4) + p.Step) - p.Min) / p.Step) + 1) * p.Step))),
        ];
        foreach (var set in sets.Where(fits))
            yield return set;
    }

    private static ParameterSet Each(IReadOnlyList<Parameter> schema, Func<Parameter, decimal> value) =>
        new(new SortedDictionary<string, decimal>(schema.ToDictionary(p => p.Name, p => Math.Clamp(value(p), p.Min, p.Max)), StringComparer.Ordinal));
}
