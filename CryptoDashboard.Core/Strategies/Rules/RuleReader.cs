using System.Text.Json;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// Reads a rule document strictly: unknown fields, wrong types, double keys and anything beyond <see cref="RuleLimits"/> are faults that name
/// their place and say what to do; all of them at once, at most <see cref="RuleLimits.Faults"/>.
/// </summary>
public sealed partial class RuleReader
{
    private static readonly string[] DocumentFields = ["version", "name", "entries", "exits", "stops", "size"];
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = RuleLimits.Characters + 1 };

    private readonly List<RuleFault> _faults = [];
    private int _conditions;

    private RuleReader()
    {
    }

    /// <returns>The document, or null and its faults.</returns>
    public static (RuleDocument? Document, IReadOnlyList<RuleFault> Faults) Read(string text)
    {
        if (text.Length > RuleLimits.Characters)
            return (null, [new("", $"The document has {text.Length:#,0} characters; {RuleLimits.Characters:#,0} is the most. Split it into several.")]);
        if (string.IsNullOrWhiteSpace(text))
            return (null, [new("", "The document is empty. Begin with a template.")]);
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            var reader = new RuleReader();
            var document = reader.Document(json.RootElement);
            return reader._faults.Count == 0 ? (document, []) : (null, reader._faults);
        }
        catch (JsonException exception)
        {
            return (null, [new("", $"This is not JSON: look at line {exception.LineNumber + 1}, character {exception.BytePositionInLine + 1}. {Cause(exception)}")]);
        }
    }

    /// <summary>A document that was checked before it was kept.</summary>
    /// <exception cref="ArgumentException">It has faults; the message has them all.</exception>
    public static RuleDocument Parse(string text)
    {
        var (document, faults) = Read(text);
        return document ?? throw new ArgumentException(string.Join(" ", faults), nameof(text));
    }

    private static string Cause(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    private RuleDocument? Document(JsonElement json)
    {
        if (Fields(json, "", DocumentFields, "a rule document") is not { } fields)
            return null;
        if (!fields.TryGetValue("version", out var version))
            Fault("version", $"is missing: write \"version\": {RuleDocument.Format}.");
        else if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != RuleDocument.Format)
            Fault("version", $"must be {RuleDocument.Format}, the only version there is.");
        var name = Name(fields);
        var entries = fields.TryGetValue("entries", out var entry) ? Condition(entry, "entries", 1) : Missing<RuleCondition>("entries", "say when to buy.");
        var exits = fields.TryGetValue("exits", out var exit) ? Condition(exit, "exits", 1) : null;
        var stops = fields.TryGetValue("stops", out var stop) ? Stops(stop) : RuleStops.None;
        var share = fields.TryGetValue("size", out var size) ? Size(size) : null;
        if (name is null || entries is null || stops is null)
            return null;
        return new RuleDocument { Name = name, Entries = entries, Exits = exits, Stops = stops, Share = share };
    }

    private string? Name(Dictionary<string, JsonElement> fields)
    {
        if (!fields.TryGetValue("name", out var given))
            return Missing<string>("name", "give the rules a name.");
        var name = given.ValueKind == JsonValueKind.String ? Text(given)?.Trim() : null;
        if (name is { Length: >= 1 and <= RuleLimits.Name } && !name.Any(char.IsControl))
            return name;
        Fault("name", $"must be a text of 1 to {RuleLimits.Name} characters.");
        return null;
    }

    private RuleStops? Stops(JsonElement json)
    {
        if (Fields(json, "stops", [.. RuleStops.Figures.Select(f => f.Name), "when"], "the stops") is not { } fields)
            return null;
        var values = RuleStops.Figures.ToDictionary(f => f.Name, f => fields.TryGetValue(f.Name, out var given) ? Decimal(given, $"stops.{f.Name}", f.Max, f.IsShare) : null);
        if (values["trailing"] < OrderTerms.MinTrail)
            Fault("stops.trailing", $"must be at least {OrderTerms.MinTrail}; nearer than that every trade would reach it.");
        return new RuleStops
        {
            StopLoss = values["stopLoss"],
            AtrStop = values["atrStop"],
            Trailing = values["trailing"],
            TakeProfit = values["takeProfit"],
            BreakEven = values["breakEven"],
            MaxHours = values["maxHours"],
            When = fields.TryGetValue("when", out var when) ? Condition(when, "stops.when", 1) : null,
        };
    }

    private decimal? Size(JsonElement json)
    {
        if (Fields(json, "size", ["share"], "the size") is not { } fields)
            return null;
        return fields.TryGetValue("share", out var share) ? Decimal(share, "size.share", 1, isShare: true) : Missing<decimal?>("size.share", "write the share of equity that an entry spends, such as 0.25.");
    }

    private decimal? Decimal(JsonElement json, string path, decimal max, bool isShare)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var value) && value > 0 && value <= max)
            return value;
        Fault(path, $"must be a number above 0 and at most {max:0.##}{(isShare ? "; a share, 0.05 is 5 %" : "")}.");
        return null;
    }

    /// <summary>The fields of an object by name, or null when it is none; unknown ones and doubles are faults.</summary>
    private Dictionary<string, JsonElement>? Fields(JsonElement json, string path, IReadOnlyList<string> known, string what)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Fault(path, $"must be an object {{…}}: {what} with {string.Join(", ", known)}.");
            return null;
        }
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            var name = NameOf(field);
            if (!known.Contains(name, StringComparer.Ordinal))
                Fault(At(path, name), $"is no field of {what}; it has {string.Join(", ", known)}.{Meant(name, known)}");
            else if (!fields.TryAdd(name, field.Value))
                Fault(At(path, name), "stands there twice; keep one of them.");
            if (_faults.Count >= RuleLimits.Faults)
                break;
        }
        return fields;
    }

    // Half a surrogate pair written as an escape is JSON to the reader and no text to .NET.
    private static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static string? Text(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Meant(string given, IEnumerable<string> known) => RuleWords.Nearest(given, known) is { } word ? $" Did you mean {word}?" : "";

    private static string Shown(string name) => new([.. (name.Length > 40 ? name[..40] + "…" : name).Where(c => !char.IsControl(c))]);

    private static string At(string path, string name) => path.Length == 0 ? Shown(name) : $"{path}.{Shown(name)}";

    private T? Missing<T>(string path, string say)
    {
        Fault(path, $"is missing: {say}");
        return default;
    }

    private void Fault(string path, string text)
    {
        if (_faults.Count < RuleLimits.Faults)
            _faults.Add(new RuleFault(path, path.Length == 0 ? $"The document {text}" : text));
    }
}
