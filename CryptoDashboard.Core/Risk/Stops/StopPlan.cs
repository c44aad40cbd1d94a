using System.Text.Json.Serialization;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Core.Risk.Stops;

/// <summary>What guards a position once it is there. Ratios of the entry price: 0.05 = 5 %; null is none.</summary>
public sealed record StopPlan
{
    public static StopPlan None { get; } = new();

    /// <summary>The guards that rules propose; what sells by a rule is not among them, that is a signal.</summary>
    public static StopPlan Of(RuleStops rules) => new()
    {
        StopLoss = rules.StopLoss,
        AtrStop = (double?)rules.AtrStop,
        Trailing = rules.Trailing,
        TakeProfit = rules.TakeProfit,
        BreakEven = rules.BreakEven,
        MaxHours = (double?)rules.MaxHours,
    };

    /// <summary>How far below the entry it is sold at a loss.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>The same, in average true ranges of the bot's timeframe; the nearer of the two counts.</summary>
    public double? AtrStop { get; init; }

    /// <summary>How far the stop stays behind the highest price since the entry.</summary>
    public decimal? Trailing { get; init; }

    /// <summary>How far above the entry it is sold at a profit.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>How far above the entry a candle must close for the stop to move to where nothing is lost, fees included.</summary>
    public decimal? BreakEven { get; init; }

    /// <summary>How long a position may be held, hours.</summary>
    public double? MaxHours { get; init; }

    [JsonIgnore]
    public bool IsEmpty => this == None;

    /// <summary>Where the stop stands for a position, or null without one; the highest of those that apply.</summary>
    /// <param name="entry">Average price of the entry.</param>
    /// <param name="atr">Average true range at the entry, quote units; 0 where it is not known.</param>
    /// <param name="reached">The highest close since the entry.</param>
    /// <param name="fees">Both fees as a share of the price, for the break-even.</param>
    public decimal? StopPrice(decimal entry, decimal atr, decimal reached, decimal fees)
    {
        decimal? stop = null;
        if (StopLoss is { } share)
            stop = Higher(stop, entry * (1 - share));
        if (AtrStop is { } ranges && atr > 0)
            stop = Higher(stop, entry - ((decimal)ranges * atr));
        if (BreakEven is { } gain && reached >= entry * (1 + gain))
            stop = Higher(stop, entry * (1 + fees));
        return stop is > 0 ? stop : null;
    }

    /// <summary>Everything wrong with this plan, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (StopLoss is <= 0 or >= 1)
            yield return "A stop-loss lies above 0 % and below 100 % under the entry.";
        if (AtrStop is <= 0 or > 50)
            yield return "A volatility stop is above 0 and at most 50 average true ranges.";
        if (Trailing is < OrderTerms.MinTrail or > OrderTerms.MaxTrail)
            yield return $"A trailing stop stays between {OrderTerms.MinTrail:0.##%} and {OrderTerms.MaxTrail:0%} behind the price.";
        if (TakeProfit is <= 0 or > 100)
            yield return "A take-profit lies above 0 % and at most 10,000 % over the entry.";
        if (BreakEven is <= 0 or > 10)
            yield return "Break-even begins above 0 % and at most 1,000 % over the entry.";
        if (MaxHours is <= 0 or > 87_600)
            yield return "A position is held for more than 0 hours and at most ten years.";
    }

    private static decimal Higher(decimal? one, decimal other) => one is { } given ? Math.Max(given, other) : other;
}
