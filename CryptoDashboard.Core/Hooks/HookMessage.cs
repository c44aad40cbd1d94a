using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Hooks;

/// <summary>
/// What a call says: a JSON object with <c>action</c> (buy, sell, close) and optionally <c>size</c> (share, above 0 up to 1), <c>add</c> (a buy
/// may add to a position), <c>price</c>, <c>time</c> (ISO 8601 or Unix seconds or milliseconds), <c>id</c>, <c>symbol</c> (has to be the bot's) and
/// <c>secret</c>. Numbers may stand in quotes, as placeholders put them. Other names are the sender's own affair.
/// </summary>
public sealed record HookMessage(OutsideAction Action, decimal Size, bool Adds, decimal? Price, DateTimeOffset? Time, string? Id, string? Symbol, string? Secret)
{
    /// <summary>Reads a body.</summary>
    /// <returns>The message, or what is wrong with it as a sentence that repeats none of it.</returns>
    public static (HookMessage? Message, string? Fault) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : (null, "The body must be a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text with half a surrogate is found only when it is read.
            return (null, "The body must be a JSON object, such as {\"action\":\"buy\"}.");
        }
    }

    /// <summary>Whether the message may be for a market: it names none, or this one in any of the usual spellings (BTCUSDT, BTC-USDT, BINANCE:BTCUSDT).</summary>
    public bool IsFor(MarketId market)
    {
        if (Symbol is null)
            return true;
        var named = Plain(Symbol[(Symbol.LastIndexOf(':') + 1)..]);
        return string.Equals(named, Plain(market.Symbol.ToString()), StringComparison.OrdinalIgnoreCase);
    }

    private static string Plain(string symbol) => string.Concat(symbol.Where(char.IsAsciiLetterOrDigit));

    private static (HookMessage?, string?) Read(JsonElement root)
    {
        if (ActionOf(TextOf(root, "action")) is not { } action)
            return (null, "\"action\" must be \"buy\", \"sell\" or \"close\".");
        var size = 1m;
        if (root.TryGetProperty("size", out _) && (!TryNumber(root, "size", out size) || size is <= 0 or > 1))
            return (null, "\"size\" must be a share above 0 and up to 1: of the normal entry to buy, of what is held to sell.");
        decimal? price = null;
        if (root.TryGetProperty("price", out _))
        {
            if (!TryNumber(root, "price", out var said) || said is <= 0 or > 1_000_000_000_000m)
                return (null, "\"price\" must be a number above 0.");
            price = said;
        }
        DateTimeOffset? time = null;
        if (root.TryGetProperty("time", out var at) && (time = TimeOf(at)) is null)
            return (null, "\"time\" must be a time such as 2026-01-02T12:00:00Z, or Unix seconds or milliseconds.");
        var adds = root.TryGetProperty("add", out var add) ? add.ValueKind : JsonValueKind.False;
        if (adds is not (JsonValueKind.True or JsonValueKind.False))
            return (null, "\"add\" must be true or false.");
        string? id = null;
        if (root.TryGetProperty("id", out _) && ((id = TextOf(root, "id")) is null or { Length: 0 or > 100 } || id.Any(char.IsControl)))
            return (null, "\"id\" must be 1 to 100 characters.");
        if (root.TryGetProperty("symbol", out _) && TextOf(root, "symbol") is null or { Length: > 60 })
            return (null, "\"symbol\" must be text, such as \"BTCUSDT\".");
        return (new HookMessage(action, size, adds == JsonValueKind.True, price, time, id, TextOf(root, "symbol"), TextOf(root, "secret")), null);
    }

    private static OutsideAction? ActionOf(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "buy" => OutsideAction.Buy,
        "sell" => OutsideAction.Sell,
        "close" => OutsideAction.Close,
        _ => null,
    };

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    private static bool TryNumber(JsonElement root, string name, out decimal number) =>
        decimal.TryParse(TextOf(root, name), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static DateTimeOffset? TimeOf(JsonElement value)
    {
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        return TimeOf(text);
    }

    /// <summary>Unix seconds, Unix milliseconds or ISO 8601, without a zone in UTC; null for anything else.</summary>
    public static DateTimeOffset? TimeOf(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // Seconds reach the year 5138 with eleven digits; milliseconds have twelve since 1973.
            return number < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(number)
                : number < 100_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                : null;
        }
        return text is { Length: >= 10 and <= 40 } && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}
