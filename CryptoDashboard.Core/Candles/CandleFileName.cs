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
        var symbol = match.Groups["symbol"].Value.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        if (Array.Find(Quotes, q => symbol.Length > q.Length && symbol.EndsWith(q, StringComparison.Ordinal)) is not { } quote)
            return (null, null, $"what {symbol} is quoted in is not known; say --market");
        var source = exchange ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
        return MarketId.TryParse($"{source}:{symbol[..^quote.Length]}/{quote}", out var market) && market.Kind == MarketKind.Exchange
            ? (market, timeframe, null)
            : (null, null, $"its folder '{source}' is no exchange; say --exchange binance");
    }

    [GeneratedRegex(@"^(?<symbol>[A-Za-z0-9]+([-_][A-Za-z]+)?)-(?<timeframe>1m|5m|15m|1h|4h|1d)([-_.].*)?\.(csv|csv\.gz|zip)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
