using System.Globalization;
using System.Text.Json;

namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>Reads the slim rows of streams and answers. The columns are those of the bridge's README.</summary>
internal static class WireRows
{
    public static BridgeTicker Ticker(ref Utf8JsonReader reader)
    {
        Begin(ref reader);
        var ticker = new BridgeTicker(
            Time(ref reader), Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader));
        End(ref reader);
        return ticker;
    }

    public static BridgeTrade Trade(ref Utf8JsonReader reader)
    {
        Begin(ref reader);
        var id = Text(ref reader);
        var time = Time(ref reader);
        var price = Number(ref reader) ?? throw new JsonException("A trade has no price.");
        var amount = Number(ref reader) ?? throw new JsonException("A trade has no amount.");
        bool? isBuy = Text(ref reader) switch { "buy" => true, "sell" => false, _ => null };
        End(ref reader);
        return new BridgeTrade(id, time, price, amount, isBuy);
    }

    public static BridgeCandle Candle(ref Utf8JsonReader reader)
    {
        Begin(ref reader);
        var openMs = (long)Double(ref reader);
        var candle = new BridgeCandle(openMs, Double(ref reader), Double(ref reader), Double(ref reader), Double(ref reader), Double(ref reader), Flag(ref reader));
        End(ref reader);
        return candle;
    }

    public static BridgeBook Book(ref Utf8JsonReader reader)
    {
        Begin(ref reader);
        var book = new BridgeBook(Time(ref reader), (long?)Number(ref reader), Levels(ref reader), Levels(ref reader));
        End(ref reader);
        return book;
    }

    public static BridgeOrder Order(ref Utf8JsonReader reader) => Record<BridgeOrder>(ref reader);

    public static BridgeFill Fill(ref Utf8JsonReader reader) => Record<BridgeFill>(ref reader);

    public static BridgeBalance Balance(ref Utf8JsonReader reader) => Record<BridgeBalance>(ref reader);

    private static T Record<T>(ref Utf8JsonReader reader) => JsonSerializer.Deserialize<T>(ref reader, WireJson.Options) ?? throw new JsonException("A row is null.");

    private static List<BridgeLevel> Levels(ref Utf8JsonReader reader)
    {
        var levels = new List<BridgeLevel>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            levels.Add(new BridgeLevel(Number(ref reader) ?? 0, Number(ref reader) ?? 0));
            End(ref reader);
        }
        return levels;
    }

    /// <summary>The reader stands on the row's opening bracket.</summary>
    private static void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A row is not an array.");
    }

    /// <summary>Further columns, of a newer bridge, are skipped.</summary>
    private static void End(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Null => null,
            _ => throw new JsonException("A text is expected."),
        };
    }

    /// <summary>A number, or text that holds one: money is sent as text, because JavaScript's numbers would change it.</summary>
    private static decimal? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            throw new JsonException("A number is expected.");
        return decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JsonException("A number is out of range or none.");
    }

    private static double Double(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number && double.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JsonException("A number is expected.");
    }

    private static bool? Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt32() == 1;
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader) =>
        Number(ref reader) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Clamp(ms, 0, 253_402_300_799_999)) : null;
}
