using System.Text.RegularExpressions;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Finds the assets that a title speaks of.</summary>
internal static partial class NewsAssets
{
    // Symbols count in capitals only: "link", "dot" and "near" are words of every day.
    private static readonly HashSet<string> Symbols = new(StringComparer.Ordinal) { "BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "LTC", "TRX", "DOT", "AVAX", "LINK", "TON", "SHIB", "BCH", "XLM", "UNI", "ATOM", "NEAR", "APT", "ARB", "OP", "SUI", "USDT", "USDC" };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["bitcoin"] = "BTC",
        ["ethereum"] = "ETH",
        ["ether"] = "ETH",
        ["solana"] = "SOL",
        ["ripple"] = "XRP",
        ["dogecoin"] = "DOGE",
        ["cardano"] = "ADA",
        ["litecoin"] = "LTC",
        ["tron"] = "TRX",
        ["polkadot"] = "DOT",
        ["avalanche"] = "AVAX",
        ["chainlink"] = "LINK",
        ["toncoin"] = "TON",
        ["tether"] = "USDT",
        ["sui"] = "SUI",
    };

    public static string Of(string title) => string.Join(' ', Word().Matches(title).Select(m => m.Value)
        .Select(word => Symbols.Contains(word) ? word : Names.GetValueOrDefault(word.ToLowerInvariant())).OfType<string>().Distinct(StringComparer.Ordinal).Take(8));

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
