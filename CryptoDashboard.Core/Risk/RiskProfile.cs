using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoDashboard.Core.Risk.Stops;

namespace CryptoDashboard.Core.Risk;

/// <summary>How much a bot may put at stake, and what guards it. Ratios: 0.25 = 25 %; a limit that is null is not set.</summary>
/// <param name="TradeShare">Share of equity spent by one entry, above 0 up to 1.</param>
/// <param name="MaxExposure">Largest share of equity in the market at once, open orders included, above 0 up to 1 (leverage 1).</param>
/// <param name="MaxDeviation">How far the traded exchange may be from the median of the others for an entry to be allowed; 0.02 = 2 %.</param>
public sealed record RiskProfile(
    [property: JsonIgnore] decimal TradeShare,
    [property: JsonIgnore] decimal MaxExposure,
    decimal MaxDeviation = 0.02m)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>How many closed trades of a bot are remembered: the protections look back no further, and Kelly's formula is fed with them.</summary>
    public const int KeptTrades = 100;

    public static RiskProfile Default { get; } = new(0.25m, 1m);

    public SizingKind Sizing { get; init; }

    /// <summary>What an entry spends with <see cref="SizingKind.FixedAmount"/>; quote units.</summary>
    public decimal FixedSpend { get; init; }

    /// <summary>Share of equity that an entry may lose with <see cref="SizingKind.Volatility"/> when the price moves <see cref="SizingRanges"/> against it.</summary>
    public decimal RiskPerTrade { get; init; } = 0.01m;

    /// <summary>Average true ranges.</summary>
    public double SizingRanges { get; init; } = 2;

    /// <summary>The largest share of equity that Kelly's formula may ask for, and what is taken of what it says.</summary>
    public decimal KellyCap { get; init; } = 0.25m;

    /// <summary>Whether an entry is made smaller, the more of what the desk already holds moves with it.</summary>
    public bool LessWhenCorrelated { get; init; }

    /// <summary>Largest value of one entry; quote units.</summary>
    public decimal? MaxTradeValue { get; init; }

    /// <summary>Share of the day's first equity that may be lost before entries wait for the next day (UTC).</summary>
    public decimal? MaxDailyLoss { get; init; }

    /// <summary>Fall from the highest equity at which entries wait until a person starts the bot anew.</summary>
    public decimal? MaxDrawdown { get; init; }

    /// <summary>Entries in sixty minutes.</summary>
    public int? MaxTradesPerHour { get; init; }

    /// <summary>How far a price may be from the last known one for an order to be believed.</summary>
    public decimal MaxPriceGap { get; init; } = 0.05m;

    /// <summary>Minutes without an entry after each closed trade.</summary>
    public int CoolDownMinutes { get; init; }

    /// <summary>Losing exits by a stop within <see cref="StopGuardHours"/> after which entries rest for as long again.</summary>
    public int? StopGuardLosses { get; init; }

    public double StopGuardHours { get; init; } = 24;

    /// <summary>Sum of profits of the last <see cref="LowProfitTrades"/> trades, as a share of what they paid, below which entries rest for <see cref="LowProfitHours"/>.</summary>
    public decimal? LowProfit { get; init; }

    public int LowProfitTrades { get; init; } = 4;

    public double LowProfitHours { get; init; } = 24;

    public StopPlan Stops { get; init; } = StopPlan.None;

    /// <summary>All but the two shares, which are kept beside it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is no profile.</exception>
    public static RiskProfile FromJson(string? json, decimal tradeShare, decimal maxExposure) =>
        (string.IsNullOrEmpty(json) ? Default : JsonSerializer.Deserialize<RiskProfile>(json, Json) ?? Default) with { TradeShare = tradeShare, MaxExposure = maxExposure };

    /// <summary>Everything wrong with this profile, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (TradeShare is <= 0 or > 1)
            yield return $"The share per trade must be above 0 % and at most 100 %; it is {TradeShare:0.##%}.";
        if (MaxExposure is <= 0 or > 1)
            yield return $"The largest exposure must be above 0 % and at most 100 %; it is {MaxExposure:0.##%}.";
        if (Sizing == SizingKind.ShareOfEquity && TradeShare > MaxExposure)
            yield return $"The share per trade ({TradeShare:0.##%}) is larger than the largest exposure ({MaxExposure:0.##%}): no entry would ever pass.";
        if (Sizing == SizingKind.FixedAmount && FixedSpend <= 0)
            yield return "Say what each entry spends: an amount above 0.";
        if (RiskPerTrade is <= 0 or > 0.5m || SizingRanges is <= 0 or > 50)
            yield return "The risk per trade lies above 0 % and up to 50 %, its distance above 0 and up to 50 average true ranges.";
        if (KellyCap is <= 0 or > 1)
            yield return "Kelly's share must be above 0 % and at most 100 %.";
        if (MaxDeviation is <= 0 or > 1 || MaxPriceGap is <= 0 or > 1)
            yield return "The price guards lie above 0 % and up to 100 %.";
        if (MaxTradeValue is <= 0 || MaxTradesPerHour is <= 0)
            yield return "A limit is above 0; leave it empty to set none.";
        if (MaxDailyLoss is <= 0 or > 1 || MaxDrawdown is <= 0 or > 1)
            yield return "A largest loss or drawdown lies above 0 % and up to 100 %.";
        if (CoolDownMinutes is < 0 or > 100_000 || StopGuardLosses is < 1 || StopGuardHours is <= 0 or > 8_760 || LowProfitHours is <= 0 or > 8_760 || LowProfitTrades < 1)
            yield return "The protections count at least one trade and rest for more than 0 hours, at most a year.";
        if (LowProfitTrades > KeptTrades || StopGuardLosses > KeptTrades)
            yield return $"The protections look back on the last {KeptTrades} trades: count no more than those.";
        foreach (var fault in Stops.Faults())
            yield return fault;
    }
}
