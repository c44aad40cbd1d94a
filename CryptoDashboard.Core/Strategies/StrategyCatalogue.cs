using System.Diagnostics.CodeAnalysis;
using CryptoDashboard.Core.Strategies.Adaptive;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Core.Strategies;

/// <summary>Every strategy there is, by name. A new one adds its line here and is then in forms, API, optimiser and contract tests.</summary>
public static class StrategyCatalogue
{
    public static IReadOnlyList<StrategyKind> All { get; } =
    [
        AdaptiveKind.Offer(RsiCross.Kind, Reach.By("lower", 10), Reach.By("upper", 10)),
        MacdCross.Kind,
        EmaTrend.Kind,
        AdaptiveKind.Offer(BollingerReversion.Kind, Reach.Share("width", 0.4m)),
        DonchianBreakout.Kind,
        AdaptiveKind.Offer(VwapReversion.Kind, Reach.Share("distance", 0.5m)),
        SuperTrendTurn.Kind,
        AdaptiveKind.Offer(StochasticCross.Kind, Reach.By("lower", 10), Reach.By("upper", 10)),
        AdaptiveKind.Offer(Momentum.Kind, Reach.Share("enter", 0.5m)),
        Grid.Kind,
        Dca.Kind,
        ByHand.Kind,
        FromOutside.Kind,
    ];

    /// <summary>The rule documents of this desk, found by names such as <c>rules:12@3</c>.</summary>
    public static RuleBook Rules { get; } = new();

    public static bool TryGet(string name, [NotNullWhen(true)] out StrategyKind? kind)
    {
        kind = All.FirstOrDefault(k => k.Name == name);
        return kind is not null || Rules.TryGet(name, out kind);
    }

    /// <exception cref="KeyNotFoundException">There is no such strategy.</exception>
    public static StrategyKind Get(string name) => TryGet(name, out var kind)
        ? kind
        : throw new KeyNotFoundException(name.StartsWith(RuleBook.Prefix, StringComparison.Ordinal)
            ? $"The rules '{name}' are not there (any more); choose another version or other rules."
            : $"There is no strategy '{name}'; there are {string.Join(", ", All.Select(k => k.Name))}.");
}
