using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Components.Pages.Strategies;

/// <summary>
/// Rules while they are being built: the document's JSON as a tree that menus change, with whatever was typed in it, right or not. Its text
/// is what <see cref="RuleReader"/> judges after each change, so that menus and text cannot disagree.
/// </summary>
internal sealed class RuleDraft
{
    private static readonly JsonSerializerOptions Look = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private RuleDraft(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    public string Text => Root.ToJsonString(Look);

    /// <param name="document">Without faults.</param>
    public static RuleDraft Of(RuleDocument document)
    {
        var root = JsonNode.Parse(RuleWriter.ToJson(document))!.AsObject();
        foreach (var section in (string[])["entries", "exits"])
        {
            // The page shows each section as a group, to which conditions can be added.
            if (root[section] is JsonObject condition && !IsGroup(condition))
            {
                root.Remove(section);
                root[section] = new JsonObject { ["all"] = new JsonArray(condition) };
            }
            else if (root[section] is null)
            {
                root[section] = new JsonObject { ["any"] = new JsonArray() };
            }
        }
        return new RuleDraft(root);
    }

    public static bool IsGroup(JsonObject condition) => condition.ContainsKey("all") || condition.ContainsKey("any");

    /// <summary>The text to judge and keep: without an exit group that is still empty, which means that no rule sells.</summary>
    public string TextToKeep()
    {
        if (Root["exits"] is not JsonObject { Count: 1 } exits || exits.First().Value is not JsonArray { Count: 0 })
            return Text;
        var copy = Root.DeepClone().AsObject();
        copy.Remove("exits");
        return copy.ToJsonString(Look);
    }

    public static JsonObject NewCondition() => new()
    {
        ["left"] = NewIndicator("rsi"),
        ["is"] = "<",
        ["right"] = 30,
    };

    public static JsonObject NewGroup() => new() { ["any"] = new JsonArray(NewCondition()) };

    public static JsonObject NewIndicator(string name)
    {
        var indicator = new JsonObject { ["name"] = name };
        foreach (var parameter in IndicatorCatalogue.Get(name).Schema)
            indicator[parameter.Name] = parameter.Default;
        return new JsonObject { ["indicator"] = indicator };
    }

    /// <summary>What was typed, as a number where it is one and as it stands where not: the reader then says what is wrong.</summary>
    public static JsonNode? Typed(object? value)
    {
        var text = value?.ToString()?.Trim() ?? "";
        if (text.Length == 0)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    public static string Shown(JsonNode? value) => value?.ToString() ?? "";
}
