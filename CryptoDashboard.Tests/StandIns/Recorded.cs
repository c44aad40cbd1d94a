using System.Text.Json;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.StandIns;

/// <summary>What an exchange really answered, as others recorded it, and how an answer of ours differs from it in form.</summary>
internal static class Recorded
{
    private const string Binance = "data/payloads/jkorf-binance/Binance.Net.UnitTests/";
    private const string Kraken = "data/payloads/jkorf-kraken/Kraken.Net.UnitTests/Endpoints/Spot/";
    private const string Adapters = "data/payloads/nautilus/crates/adapters/";

    /// <summary>The JSON of a recording; the lines before it, which say how it was asked for, are left out.</summary>
    /// <param name="path">Begins with the collection: <c>binance/</c>, <c>kraken/</c> or <c>adapters/</c>.</param>
    public static JsonElement Read(string path)
    {
        var cut = path.IndexOf('/', StringComparison.Ordinal);
        var file = path[..cut] switch { "binance" => Binance, "kraken" => Kraken, _ => Adapters } + path[(cut + 1)..];
        var lines = File.ReadAllLines(Shared.File(file));
        var start = Array.FindIndex(lines, line => line.TrimStart() is ['{' or '[', ..]);
        using var document = JsonDocument.Parse(string.Join('\n', lines[start..]));
        return document.RootElement.Clone();
    }

    /// <summary>Each difference in form as a sentence: fields that only one has, values of another kind. Values themselves are not compared.</summary>
    /// <param name="leftOut">Fields of the recording that ours need not have.</param>
    public static IEnumerable<string> Differences(JsonElement recorded, JsonElement ours, string[] leftOut, string at = "")
    {
        var (was, now) = (KindOf(recorded), KindOf(ours));
        // Nothing there says nothing about what could be.
        if (was == "nothing" || now == "nothing")
            return [];
        if (was != now)
            return [$"{at}: recorded {was}, ours {now}"];
        return was switch
        {
            "object" => OfObjects(recorded, ours, leftOut, at),
            "list" => OfLists(recorded, ours, leftOut, at),
            _ => [],
        };
    }

    private static IEnumerable<string> OfObjects(JsonElement recorded, JsonElement ours, string[] leftOut, string at)
    {
        // Where names of assets or markets are the fields, any one stands for all.
        if (recorded.EnumerateObject().FirstOrDefault(IsNamed) is { Value.ValueKind: not JsonValueKind.Undefined } was
            && ours.EnumerateObject().FirstOrDefault(IsNamed) is { Value.ValueKind: not JsonValueKind.Undefined } now)
        {
            return Differences(was.Value, now.Value, leftOut, $"{at}.*");
        }
        var mine = ours.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var theirs = recorded.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        return mine.Keys.Except(theirs.Keys).Except(leftOut).Select(name => $"{at}.{name}: ours alone")
            .Concat(theirs.Keys.Except(mine.Keys).Except(leftOut).Select(name => $"{at}.{name}: recorded, not ours"))
            .Concat(theirs.Keys.Intersect(mine.Keys).SelectMany(name => Differences(theirs[name], mine[name], leftOut, $"{at}.{name}")));
    }

    private static IEnumerable<string> OfLists(JsonElement recorded, JsonElement ours, string[] leftOut, string at)
    {
        if (recorded.GetArrayLength() == 0 || ours.GetArrayLength() == 0)
            return [];
        // A row of mixed values has its places; a list of likes has any number of them.
        if (recorded.EnumerateArray().All(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number) && recorded.GetArrayLength() > 1)
        {
            return recorded.GetArrayLength() != ours.GetArrayLength() && at.EndsWith("[]", StringComparison.Ordinal) && !leftOut.Any(name => at.EndsWith(name, StringComparison.Ordinal))
                ? [$"{at}: recorded {recorded.GetArrayLength()} places, ours {ours.GetArrayLength()}"]
                : recorded.EnumerateArray().Zip(ours.EnumerateArray()).SelectMany((pair, i) => Differences(pair.First, pair.Second, leftOut, $"{at}[{i}]"));
        }
        return Differences(recorded[0], ours[0], leftOut, $"{at}[]");
    }

    private static bool IsNamed(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && property.Name.Length >= 6 && property.Name.All(char.IsAsciiLetterUpper)
        || (property.Value.ValueKind == JsonValueKind.Object && property.Name is "XXBT" or "XETH" or "ZUSD" or "USDT");

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "list",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "yes or no",
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _) ? "number as text" : "text",
        _ => "nothing",
    };
}
