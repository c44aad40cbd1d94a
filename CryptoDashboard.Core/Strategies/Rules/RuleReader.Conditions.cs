using System.Text.Json;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Conditions and groups.</summary>
public sealed partial class RuleReader
{
    private const string Forms = "all, any, not, inPosition, or left with is";
    private static readonly string[] ConditionFields = ["all", "any", "not", "inPosition", "left", "is", "right", "low", "high", "candles"];

    private RuleCondition? Condition(JsonElement json, string path, int depth)
    {
        if (depth > RuleLimits.Depth)
        {
            Fault(path, $"is nested too deep: {RuleLimits.Depth} groups within each other are the most. Put it further out.");
            return null;
        }
        if (++_conditions > RuleLimits.Conditions)
        {
            if (_conditions == RuleLimits.Conditions + 1)
                Fault(path, $"is one too many: {RuleLimits.Conditions} conditions and groups are the most. Take some away.");
            return null;
        }
        if (_faults.Count >= RuleLimits.Faults || Fields(json, path, ConditionFields, "a condition") is not { } fields)
            return null;
        var form = fields.Keys.Where(f => f is "all" or "any" or "not" or "inPosition" or "left").ToList();
        if (form.Count != 1)
        {
            Fault(path, form.Count == 0 ? $"says nothing: give it {Forms}." : $"says too much at once ({string.Join(", ", form)}): give it one of {Forms}.");
            return null;
        }
        return form[0] switch
        {
            "left" => Leaf(fields, path),
            var only when Alone(fields, only, path) => only switch
            {
                "all" => Parts(fields[only], $"{path}.all", depth) is { } parts ? new RuleCondition.All(parts) : null,
                "any" => Parts(fields[only], $"{path}.any", depth) is { } parts ? new RuleCondition.Any(parts) : null,
                "not" => Condition(fields[only], $"{path}.not", depth + 1) is { } part ? new RuleCondition.Not(part) : null,
                _ => InPosition(fields[only], $"{path}.inPosition"),
            },
            _ => null,
        };
    }

    private bool Alone(Dictionary<string, JsonElement> fields, string form, string path)
    {
        foreach (var other in fields.Keys.Where(f => f != form))
            Fault($"{path}.{other}", $"has no meaning beside {form}; take it away.");
        return fields.Count == 1;
    }

    private List<RuleCondition>? Parts(JsonElement json, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
        {
            Fault(path, "must be a list […] of at least one condition.");
            return null;
        }
        var parts = new List<RuleCondition>();
        var whole = true;
        foreach (var (at, part) in json.EnumerateArray().Index())
        {
            if (_faults.Count >= RuleLimits.Faults || _conditions > RuleLimits.Conditions)
                return null;
            if (Condition(part, $"{path}[{at}]", depth + 1) is { } read)
                parts.Add(read);
            else
                whole = false;
        }
        return whole ? parts : null;
    }

    private RuleCondition.InPosition? InPosition(JsonElement json, string path)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return new RuleCondition.InPosition(json.ValueKind == JsonValueKind.True);
        Fault(path, "must be true or false.");
        return null;
    }

    private RuleCondition? Leaf(Dictionary<string, JsonElement> fields, string path)
    {
        var left = Operand(fields["left"], $"{path}.left");
        if (!fields.TryGetValue("is", out var given) || given.ValueKind != JsonValueKind.String || Text(given) is not { } word || !RuleWords.Is.Contains(word, StringComparer.Ordinal))
        {
            Fault($"{path}.is", $"must be one of {string.Join(", ", RuleWords.Is)}.");
            return null;
        }
        string[] wanted = word switch { RuleWords.Between => ["low", "high"], RuleWords.Rising or RuleWords.Falling => ["candles"], _ => ["right"] };
        foreach (var other in fields.Keys.Where(f => f is not ("left" or "is") && !wanted.Contains(f, StringComparer.Ordinal)))
            Fault($"{path}.{other}", $"has no meaning beside \"is\": \"{word}\"; take it away.");
        if (wanted[0] == "candles")
            return Steps(fields, path) is { } steps && left is not null ? new RuleCondition.Slope(left, word == RuleWords.Rising, steps) : null;
        var others = Array.ConvertAll(wanted, w => fields.TryGetValue(w, out var other) ? Operand(other, $"{path}.{w}") : Missing<RuleOperand>($"{path}.{w}", "say what to compare with."));
        if (left is null || Array.Exists(others, o => o is null))
            return null;
        if (word == RuleWords.Between)
            return new RuleCondition.Between(left, others[0]!, others[1]!);
        if (left is RuleOperand.Number && others[0] is RuleOperand.Number)
        {
            Fault(path, "compares two numbers, which never change; make one of them a price or an indicator.");
            return null;
        }
        return new RuleCondition.Comparison(left, RuleWords.Comparators.First(c => c.Word == word).Is, others[0]!);
    }

    private int? Steps(Dictionary<string, JsonElement> fields, string path)
    {
        if (fields.TryGetValue("candles", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var steps) && steps is >= 1 and <= RuleLimits.Steps)
            return steps;
        Fault($"{path}.candles", $"must be a whole number from 1 to {RuleLimits.Steps}: for how many candles in a row.");
        return null;
    }
}
