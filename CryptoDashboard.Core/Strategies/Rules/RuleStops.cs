using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>
/// What guards a position. All but <see cref="When"/> are proposals for the guards of a bot that uses the rules (its <c>StopPlan</c>, which
/// works on every price); <see cref="When"/> is a rule that sells at the close of a candle. Ratios of the entry price: 0.05 = 5 %.
/// </summary>
public sealed record RuleStops
{
    public static RuleStops None { get; } = new();

    /// <summary>How far below the entry it is sold at a loss.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>The same in average true ranges.</summary>
    public decimal? AtrStop { get; init; }

    /// <summary>How far the stop stays behind the highest price since the entry.</summary>
    public decimal? Trailing { get; init; }

    /// <summary>How far above the entry it is sold at a profit.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>How far above the entry a candle must close for the stop to move to where nothing is lost.</summary>
    public decimal? BreakEven { get; init; }

    /// <summary>How long a position may be held, hours.</summary>
    public decimal? MaxHours { get; init; }

    /// <summary>Sells when true.</summary>
    public RuleCondition? When { get; init; }

    /// <summary>Its figures: name in a document, what it is, largest value allowed (above 0), whether it is a share.</summary>
    internal static IReadOnlyList<(string Name, string Says, decimal Max, bool IsShare, Func<RuleStops, decimal?> Of)> Figures { get; } =
    [
        ("stopLoss", "a stop-loss {0} below the entry", 0.99m, true, s => s.StopLoss),
        ("atrStop", "a stop {0} average true ranges below the entry", 50, false, s => s.AtrStop),
        ("trailing", "a stop trailing {0} behind the highest price", OrderTerms.MaxTrail, true, s => s.Trailing),
        ("takeProfit", "a take-profit {0} above the entry", 100, true, s => s.TakeProfit),
        ("breakEven", "break-even once it closed {0} above the entry", 10, true, s => s.BreakEven),
        ("maxHours", "held for {0} hours at most", 87_600, false, s => s.MaxHours),
    ];
}
