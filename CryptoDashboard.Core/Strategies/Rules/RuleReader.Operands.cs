using System.Text.Json;
using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Operands.</summary>
public sealed partial class RuleReader
{
    private static readonly string[] OperandFields = ["price", "indicator", "position", "time", "offset", "times", "plus"];
    private static readonly string[] NamesOfIndicators = [.. IndicatorCatalogue.All.Select(k => k.Name)];

    private RuleOperand? Operand(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Number)
            return Number(json, path) is { } value ? new RuleOperand.Number(value) : null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Fault(path, "must be a number, or an object {…} with price, indicator, position or time.");
            return null;
        }
        if (Fields(json, path, OperandFields, "an operand") is not { } fields)
            return null;
        var form = fields.Keys.Where(f => f is "price" or "indicator" or "position" or "time").ToList();
        if (form.Count != 1)
        {
            Fault(path, "must have exactly one of price, indicator, position, time.");
            return null;
        }
        RuleOperand? bare = form[0] switch
        {
            "price" => Word(fields["price"], $"{path}.price", RuleWords.Prices.Select(p => p.Word)) is { } price ? new RuleOperand.OfCandle(RuleWords.Prices.First(p => p.Word == price).Source) : null,
            "position" => Word(fields["position"], $"{path}.position", RuleWords.Positions.Select(p => p.Word)) is { } figure ? new RuleOperand.OfPosition(RuleWords.Positions.First(p => p.Word == figure).Figure) : null,
            "time" => Word(fields["time"], $"{path}.time", RuleWords.Times.Select(t => t.Word)) is { } figure ? new RuleOperand.OfTime(RuleWords.Times.First(t => t.Word == figure).Figure) : null,
            _ => Indicator(fields["indicator"], $"{path}.indicator"),
        };
        var offset = fields.TryGetValue("offset", out var ago) ? Offset(ago, $"{path}.offset", form[0]) : 0;
        var times = fields.TryGetValue("times", out var factor) ? Number(factor, $"{path}.times") : 1;
        var plus = fields.TryGetValue("plus", out var added) ? Number(added, $"{path}.plus") : 0;
        return bare is null || offset is null || times is null || plus is null ? null : bare with { Offset = offset.Value, Times = times.Value, Plus = plus.Value };
    }

    private RuleOperand.Indicator? Indicator(JsonElement json, string path)
    {
        var named = json.ValueKind == JsonValueKind.Object && json.EnumerateObject().FirstOrDefault(f => NameOf(f) == "name") is { Value.ValueKind: not JsonValueKind.Undefined } field ? field.Value : default;
        if (named.ValueKind == JsonValueKind.Undefined)
        {
            Fault(path, "must be an object with the indicator's name and parameters, such as {\"name\": \"rsi\", \"length\": 14}.");
            return null;
        }
        if (Word(named, $"{path}.name", NamesOfIndicators) is not { } name)
            return null;
        var kind = IndicatorCatalogue.Get(name);
        string[] known = ["name", .. kind.Schema.Select(p => p.Name), "source", "output"];
        if (Fields(json, path, known, kind.Title) is not { } fields)
            return null;
        var before = _faults.Count;
        var source = Source(fields, kind, path);
        var output = fields.TryGetValue("output", out var line) ? Word(line, $"{path}.output", kind.Outputs.Select(o => o.Name)) : kind.Outputs[0].Name;
        var parameters = Parameters(fields, kind, path);
        return _faults.Count > before ? null : new RuleOperand.Indicator(name, parameters, source, kind.Outputs.ToList().FindIndex(o => o.Name == output));
    }

    private CandleSource Source(Dictionary<string, JsonElement> fields, IndicatorKind kind, string path)
    {
        if (!fields.TryGetValue("source", out var given))
            return kind.DefaultSource;
        if (!kind.TakesSource)
            Fault($"{path}.source", $"has no meaning: {kind.Title} is made of the whole candle. Take it away.");
        else if (Word(given, $"{path}.source", RuleWords.Prices.Select(p => p.Word)) is { } word)
            return RuleWords.Prices.First(p => p.Word == word).Source;
        return kind.DefaultSource;
    }

    private ParameterSet Parameters(Dictionary<string, JsonElement> fields, IndicatorKind kind, string path)
    {
        var values = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var parameter in kind.Schema.Where(p => fields.ContainsKey(p.Name)))
        {
            if (fields[parameter.Name] is { ValueKind: JsonValueKind.Number } given && given.TryGetDecimal(out var value))
                values[parameter.Name] = value;
            else
                Fault($"{path}.{parameter.Name}", $"must be a number from {parameter.Min:0.########} to {parameter.Max:0.########}.");
        }
        var complete = kind.Schema.Complete(new ParameterSet(values));
        foreach (var (parameter, fault) in kind.Faults(complete))
            Fault(parameter.Length == 0 ? path : $"{path}.{parameter}", fault);
        return complete;
    }

    private int? Offset(JsonElement json, string path, string form)
    {
        if (json.ValueKind != JsonValueKind.Number || !json.TryGetInt32(out var offset) || offset is < 0 or > RuleLimits.Offset)
            Fault(path, $"must be a whole number of candles from 0 to {RuleLimits.Offset}.");
        else if (offset > 0 && form is "position" or "time")
            Fault(path, $"works for a price or an indicator; a {form} has only its present. Take it away.");
        else
            return offset;
        return null;
    }

    private double? Number(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && double.IsFinite(value) && Math.Abs(value) <= RuleLimits.Number)
            return value;
        Fault(path, $"must be a number from {-RuleLimits.Number:0e+0} to {RuleLimits.Number:0e+0}.");
        return null;
    }

    private string? Word(JsonElement json, string path, IEnumerable<string> known)
    {
        var words = known.ToList();
        var given = json.ValueKind == JsonValueKind.String ? Text(json) : null;
        if (given is not null && words.Contains(given, StringComparer.Ordinal))
            return given;
        Fault(path, $"{(given is null ? "must be a text" : $"'{Shown(given)}' is not known")}; there are {string.Join(", ", words)}.{(given is null ? "" : Meant(given, words))}");
        return null;
    }
}
