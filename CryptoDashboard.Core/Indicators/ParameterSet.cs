using System.Text.Json;

namespace CryptoDashboard.Core.Indicators;

/// <summary>Values for the parameters of an indicator or a strategy, by name. Kept as JSON: <c>{"length":14}</c>.</summary>
public sealed record ParameterSet(IReadOnlyDictionary<string, decimal> Values)
{
    public static readonly ParameterSet Empty = new(new SortedDictionary<string, decimal>(StringComparer.Ordinal));

    /// <exception cref="KeyNotFoundException">The parameter has no value: the set was not completed from its schema.</exception>
    public decimal this[string name] => Values[name];

    public int Integer(string name) => (int)Values[name];

    public double Number(string name) => (double)Values[name];

    /// <exception cref="FormatException">Not a JSON object of numbers.</exception>
    public static ParameterSet FromJson(string json)
    {
        try
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, decimal>>(json) ?? [];
            return new ParameterSet(new SortedDictionary<string, decimal>(values, StringComparer.Ordinal));
        }
        catch (JsonException exception)
        {
            throw new FormatException("Parameters must be a JSON object of numbers, such as {\"length\":14}.", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(Values);

    public bool Equals(ParameterSet? other) => other is not null && string.Equals(ToJson(), other.ToJson(), StringComparison.Ordinal);

    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);
}
