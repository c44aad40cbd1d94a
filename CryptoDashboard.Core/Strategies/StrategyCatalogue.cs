using System.Diagnostics.CodeAnalysis;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.Core.Strategies;

/// <summary>Every strategy there is, by name. A new one adds its line here and is then in forms, API, optimiser and contract tests.</summary>
public static class StrategyCatalogue
{
    public static IReadOnlyList<StrategyKind> All { get; } =
    [
        RsiCross.Kind, MacdCross.Kind, EmaTrend.Kind, BollingerReversion.Kind, DonchianBreakout.Kind, VwapReversion.Kind, SuperTrendTurn.Kind, StochasticCross.Kind,
        Momentum.Kind, Grid.Kind, Dca.Kind, ByHand.Kind, FromOutside.Kind,
    ];

    public static bool TryGet(string name, [NotNullWhen(true)] out StrategyKind? kind)
    {
        kind = All.FirstOrDefault(k => k.Name == name);
        return kind is not null;
    }

    /// <exception cref="KeyNotFoundException">There is no such strategy.</exception>
    public static StrategyKind Get(string name) => TryGet(name, out var kind)
        ? kind
        : throw new KeyNotFoundException($"There is no strategy '{name}'; there are {string.Join(", ", All.Select(k => k.Name))}.");
}
