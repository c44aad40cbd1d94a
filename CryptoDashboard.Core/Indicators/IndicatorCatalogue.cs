using System.Diagnostics.CodeAnalysis;

namespace CryptoDashboard.Core.Indicators;

/// <summary>Every indicator there is, by name. A new one adds its line here and is then in the builder, on charts and in the contract tests.</summary>
public static class IndicatorCatalogue
{
    public static IReadOnlyList<IndicatorKind> All { get; } =
    [
        Sma.Kind, Ema.Kind, Wma.Kind, BollingerBands.Kind, Keltner.Kind, Donchian.Kind, SuperTrend.Kind, VwapSession.Kind, VwapRolling.Kind, Highest.Kind, Lowest.Kind,
        Rsi.Kind, Macd.Kind, Stochastic.Kind, Adx.Kind, Cci.Kind, Mfi.Kind, Roc.Kind, ZScore.Kind, Atr.Kind, Volatility.Kind, Correlation.Kind, Obv.Kind,
    ];

    public static bool TryGet(string name, [NotNullWhen(true)] out IndicatorKind? kind)
    {
        kind = All.FirstOrDefault(k => k.Name == name);
        return kind is not null;
    }

    /// <exception cref="KeyNotFoundException">There is no such indicator.</exception>
    public static IndicatorKind Get(string name) => TryGet(name, out var kind)
        ? kind
        : throw new KeyNotFoundException($"There is no indicator '{name}'; there are {string.Join(", ", All.Select(k => k.Name))}.");
}
