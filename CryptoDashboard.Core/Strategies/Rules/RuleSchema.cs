using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>The JSON schema (2020-12) of rule documents, made of the indicator catalogue and <see cref="RuleLimits"/>; kept in <c>docs/rules.schema.json</c>.</summary>
public static class RuleSchema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson() => Document().ToJsonString(Options) + "\n";

    private static JsonObject Document()
    {
        var schema = Fields(
            ["version", "name", "entries"],
            ("version", new JsonObject { ["const"] = RuleDocument.Format }),
            ("name", new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = RuleLimits.Name }),
            ("entries", Ref("condition", "When to buy.")),
            ("exits", Ref("condition", "When to sell. Left out, only the stops sell.")),
            ("stops", Fields([], [.. RuleStops.Figures.Select(f => (f.Name, Above0(f.Max, string.Format(f.Says, f.IsShare ? "this share" : "so many")))), ("when", Ref("condition", "Sells when true, at the close of a candle."))])),
            ("size", Fields(["share"], ("share", Above0(1, "Share of equity that an entry should spend.")))));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "CryptoDashboard strategy rules");
        schema.Insert(2, "description", $"At most {RuleLimits.Depth} groups within each other, {RuleLimits.Conditions} conditions and groups in all, {RuleLimits.Characters} characters.");
        schema["$defs"] = new JsonObject { ["condition"] = Condition(), ["operand"] = Operand(), ["number"] = Number(), ["source"] = OneOf(RuleWords.Prices.Select(p => p.Word)), ["indicator"] = Indicator() };
        return schema;
    }

    private static JsonObject Condition()
    {
        JsonObject Group() => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = Ref("condition") };
        JsonObject Left() => Ref("operand");
        return AnyOf(
            Fields(["all"], ("all", Group())),
            Fields(["any"], ("any", Group())),
            Fields(["not"], ("not", Ref("condition"))),
            Fields(["inPosition"], ("inPosition", new JsonObject { ["type"] = "boolean" })),
            Fields(["left", "is", "right"], ("left", Left()), ("is", OneOf(RuleWords.Comparators.Select(c => c.Word))), ("right", Ref("operand"))),
            Fields(["left", "is", "low", "high"], ("left", Left()), ("is", new JsonObject { ["const"] = RuleWords.Between }), ("low", Ref("operand")), ("high", Ref("operand"))),
            Fields(["left", "is", "candles"], ("left", Left()), ("is", OneOf([RuleWords.Rising, RuleWords.Falling])), ("candles", Whole(1, RuleLimits.Steps))));
    }

    private static JsonObject Operand()
    {
        (string, JsonNode)[] change = [("times", Ref("number")), ("plus", Ref("number"))];
        (string, JsonNode)[] Changes() => [.. change.Select(c => (c.Item1, c.Item2.DeepClone()))];
        (string, JsonNode) Ago() => ("offset", Whole(0, RuleLimits.Offset));
        return AnyOf(
            Ref("number"),
            Fields(["price"], [("price", Ref("source")), Ago(), .. Changes()]),
            Fields(["indicator"], [("indicator", Ref("indicator")), Ago(), .. Changes()]),
            Fields(["position"], [("position", OneOf(RuleWords.Positions.Select(p => p.Word))), .. Changes()]),
            Fields(["time"], [("time", OneOf(RuleWords.Times.Select(t => t.Word))), .. Changes()]));
    }

    private static JsonObject Indicator() => AnyOf([.. IndicatorCatalogue.All.Select(kind =>
    {
        var fields = new List<(string, JsonNode)> { ("name", new JsonObject { ["const"] = kind.Name }) };
        fields.AddRange(kind.Schema.Select(p => (p.Name, (JsonNode)new JsonObject
        {
            ["type"] = p.IsInteger ? "integer" : "number", ["minimum"] = p.Min, ["maximum"] = p.Max, ["default"] = p.Default, ["description"] = p.Help,
        })));
        if (kind.TakesSource)
            fields.Add(("source", Ref("source")));
        fields.Add(("output", OneOf(kind.Outputs.Select(o => o.Name))));
        var one = Fields(["name"], [.. fields]);
        one.Insert(0, "description", $"{kind.Title}: {kind.Help}");
        return one;
    })]);

    private static JsonObject Fields(IEnumerable<string> required, params (string Name, JsonNode Schema)[] fields) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]),
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Schema))),
    };

    private static JsonObject Ref(string name, string? description = null)
    {
        var reference = new JsonObject { ["$ref"] = $"#/$defs/{name}" };
        if (description is not null)
            reference["description"] = description;
        return reference;
    }

    private static JsonObject AnyOf(params JsonObject[] forms) => new() { ["oneOf"] = new JsonArray([.. forms]) };

    private static JsonObject OneOf(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };

    private static JsonObject Whole(int min, int max) => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

    private static JsonObject Number() => new() { ["type"] = "number", ["minimum"] = -RuleLimits.Number, ["maximum"] = RuleLimits.Number };

    private static JsonObject Above0(decimal max, string description) => new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = max, ["description"] = description };
}
