using System.Diagnostics.CodeAnalysis;

namespace CryptoDashboard.Core.Markets;

/// <summary>
/// One symbol at one exchange: <c>binance:BTC/USDT</c>. Simulated markets are at the exchange <c>simulated</c>; <c>any</c> follows the
/// first healthy one of several exchanges; each replay run is
/// an exchange of its own, <c>replay-7</c>, so that its candles and its bots never mix with those of another run.
/// </summary>
public readonly record struct MarketId
{
    public const string SimulatedExchange = "simulated";
    public const string ReplayPrefix = "replay-";

    /// <summary>Not an exchange: the best source at the moment of several that trade the symbol.</summary>
    public const string AnyExchange = "any";

    /// <exception cref="FormatException">The exchange is not 1 to 40 lower-case letters, digits, dashes or underscores.</exception>
    public MarketId(string exchange, Symbol symbol)
    {
        if (!IsExchange(exchange))
            throw new FormatException($"'{exchange}' is not an exchange id: 1 to 40 lower-case letters, digits or dashes are expected, such as binance.");
        Exchange = exchange;
        Symbol = symbol;
    }

    public string Exchange { get; }

    public Symbol Symbol { get; }

    public MarketKind Kind => Exchange == SimulatedExchange ? MarketKind.Simulated
        : Exchange.StartsWith(ReplayPrefix, StringComparison.Ordinal) ? MarketKind.Replay
        : Exchange == AnyExchange ? MarketKind.Any
        : MarketKind.Exchange;

    /// <exception cref="FormatException">Not of the form exchange:BASE/QUOTE.</exception>
    public static MarketId Parse(string text) => TryParse(text, out var market)
        ? market
        : throw new FormatException($"'{text}' is not a market: use exchange:BASE/QUOTE, such as binance:BTC/USDT.");

    public static bool TryParse([NotNullWhen(true)] string? text, out MarketId market)
    {
        market = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (colon <= 0 || !IsExchange(text![..colon]) || !Symbol.TryParse(text[(colon + 1)..], out var symbol))
            return false;
        market = new MarketId(text[..colon], symbol);
        return true;
    }

    public override string ToString() => Exchange is null ? "" : $"{Exchange}:{Symbol}";

    private static bool IsExchange(string? text) =>
        text is { Length: >= 1 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
