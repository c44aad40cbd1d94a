namespace CryptoDashboard.Core.Indicators;

/// <summary>What indicators and strategies do alike with the parameters they declare.</summary>
public static class ParameterSchema
{
    /// <summary>Fills what is missing with defaults; unknown names stay, for <see cref="Faults"/> to report.</summary>
    public static ParameterSet Complete(this IReadOnlyList<Parameter> schema, ParameterSet given)
    {
        var values = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (name, value) in given.Values)
            values[name] = value;
        foreach (var parameter in schema)
            values.TryAdd(parameter.Name, parameter.Default);
        return new ParameterSet(values);
    }

    /// <summary>Everything wrong with these values, by parameter name ("" for a relation between several). Empty when they are fine.</summary>
    /// <param name="title">Whose parameters they are, for the sentences.</param>
    /// <param name="relation">Checks completed parameters against each other; asked only when each is fine by itself.</param>
    public static IReadOnlyList<(string Parameter, string Fault)> Faults(this IReadOnlyList<Parameter> schema, ParameterSet given, string title, Func<ParameterSet, string?> relation)
    {
        var faults = new List<(string, string)>();
        var complete = schema.Complete(given);
        foreach (var (name, value) in complete.Values)
        {
            var parameter = schema.FirstOrDefault(p => p.Name == name);
            var fault = parameter is null ? Unknown(schema, title, name) : parameter.Fault(value);
            if (fault is not null)
                faults.Add((name, fault));
        }
        if (faults.Count == 0 && relation(complete) is { } related)
            faults.Add(("", related));
        return faults;
    }

    private static string Unknown(IReadOnlyList<Parameter> schema, string title, string name) => schema.Count == 0
        ? $"{title} has no parameters; '{name}' means nothing to it."
        : $"{title} has no parameter '{name}'; it has {string.Join(", ", schema.Select(p => p.Name))}.";
}
