using System.Diagnostics.CodeAnalysis;

namespace CryptoDashboard.Core.Money;

/// <summary>A coin or currency by its ticker, upper case: BTC, USDT, EUR.</summary>
public readonly record struct Asset
{
    private readonly string? _code;

    /// <exception cref="FormatException">Not 1 to 20 letters, digits, dots, dashes or underscores.</exception>
    public Asset(string code)
    {
        if (!IsCode(code))
            throw new FormatException($"'{code}' is not an asset: 1 to 20 letters or digits are expected, such as BTC.");
        _code = code.ToUpperInvariant();
    }

    public string Code => _code ?? throw new InvalidOperationException("An asset was used that was never set.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Asset asset)
    {
        asset = IsCode(text) ? new Asset(text) : default;
        return asset._code is not null;
    }

    public override string ToString() => _code ?? "";

    private static bool IsCode([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= 20 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
