using System.Text.RegularExpressions;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>What a candle file's name says of its contents: <c>binance/BTCUSDT-1m-2024-01.zip</c>.</summary>
public static partial class CandleFileName
{
    // Longer ones first: FDUSD ends in USD.
    private static readonly string[] Quotes = ["FDUSD", "USDT", "USDC", "TUSD", "BUSD", "EUR", "USD", "GBP", "TRY", "BRL", "JPY", "BTC", "ETH", "BNB"];

    /// <summary>Whether the file may hold candles at all, by its ending.</summary>
    public static bool IsCandles(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Market and timeframe by the name, or the reason why it says neither.</summary>
    /// <param name="exchange">ccxt's id; null takes the name of the folder that the file lies in.</param>
    public static (MarketId? Market, Timeframe? Timeframe, string? Fault) Read(string path, string? exchange)
    {
        var match = Shape().Match(Path.GetFileName(path));
        if (!match.Success || !Timeframe.TryParse(match.Groups["timeframe"].Value, out var timeframe))
            return (null, null, "its name is not like BTCUSDT-1m-2024-01.zip; say --market and --timeframe");
        var symbol = Plain(match);
        if (Array.Find(Quotes, q => symbol.Length > q.Length && symbol.EndsWith(q, StringComparison.Ordinal)) is not { } quote)
            return (null, null, $"what {symbol} is quoted in is not known; say --market");
        var source = exchange ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
        return MarketId.TryParse($"{source}:{symbol[..^quote.Length]}/{quote}", out var market) && market.Kind == MarketKind.Exchange
            ? (market, timeframe, null)
            : (null, null, $"its folder '{source}' is no exchange; say --exchange binance");
    }

    /// <summary>
    /// Whether names say that files of two markets, or of two lengths, would end up in one series; the sentence names both. Files whose names
    /// say nothing are believed.
    /// </summary>
    public static string? Mixture(IEnumerable<string> paths)
    {
        string? first = null;
        foreach (var path in paths)
        {
            if (Said(path) is not { } here)
                continue;
            first ??= path;
            var there = Said(first)!.Value;
            if (here.Symbol != there.Symbol)
                return $"{Path.GetFileName(first)} holds {there.Symbol} and {Path.GetFileName(path)} holds {here.Symbol}, by their names: two markets would be mixed into one series. Take one market at a time.";
            if (here.Timeframe != there.Timeframe)
                return $"{Path.GetFileName(first)} holds {there.Timeframe} candles and {Path.GetFileName(path)} {here.Timeframe} ones, by their names: two lengths would be mixed into one series. Take one at a time.";
        }
        return null;
    }

    /// <summary>Symbol and timeframe by the name as it is written there, BTCUSDT and 1m; null where it is of another shape.</summary>
    public static (string Symbol, Timeframe Timeframe)? Said(string path) =>
        Shape().Match(Path.GetFileName(path)) is { Success: true } match && Timeframe.TryParse(match.Groups["timeframe"].Value, out var timeframe) ? (Plain(match), timeframe) : null;

    private static string Plain(Match match) => match.Groups["symbol"].Value.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    [GeneratedRegex(@"^(?<symbol>[A-Za-z0-9]+([-_][A-Za-z]+)?)-(?<timeframe>1m|5m|15m|1h|4h|1d)([-_.].*)?\.(csv|csv\.gz|zip)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
