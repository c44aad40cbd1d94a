using System.Diagnostics.CodeAnalysis;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>What is traded for what, as base/quote: <c>BTC/USDT</c>.</summary>
public readonly record struct Symbol(Asset Base, Asset Quote)
{
    /// <exception cref="FormatException">Not of the form BASE/QUOTE.</exception>
    public static Symbol Parse(string text) => TryParse(text, out var symbol)
        ? symbol
        : throw new FormatException($"'{text}' is not a symbol: use BASE/QUOTE, such as BTC/USDT.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Symbol symbol)
    {
        symbol = default;
        if (text?.Split('/') is not [var left, var right] || !Asset.TryParse(left, out var @base) || !Asset.TryParse(right, out var quote) || @base == quote)
            return false;
        symbol = new Symbol(@base, quote);
        return true;
    }

    public override string ToString() => $"{Base}/{Quote}";
}
