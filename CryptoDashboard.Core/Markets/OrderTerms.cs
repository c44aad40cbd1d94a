using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>On what terms an order trades: all that is not market, side and size.</summary>
public sealed record OrderTerms
{
    /// <summary>The least and the largest distance of a trailing stop, as a share of the price.</summary>
    public const decimal MinTrail = 0.0005m;
    public const decimal MaxTrail = 0.5m;

    /// <summary>Takes what is there at once.</summary>
    public static OrderTerms Market { get; } = new();

    public OrderKind Kind { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>The worst price it trades at, quote units; for limit and stop-limit orders.</summary>
    public Price? Limit { get; init; }

    /// <summary>The price that wakes it, quote units; for orders that sleep. Of a trailing stop: where its trigger stands now, null before the first price.</summary>
    public Price? Trigger { get; init; }

    /// <summary>How far a trailing stop stays behind the price: 0.02 = 2 %.</summary>
    public decimal? Trail { get; init; }

    /// <summary>When it ends by itself; for <see cref="TimeInForce.GoodTilDate"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it is refused where it would take what is there: it pays the maker's fee or nothing.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Whether it sleeps until a price wakes it.</summary>
    public bool Sleeps => Kind is OrderKind.Stop or OrderKind.StopLimit or OrderKind.TakeProfit or OrderKind.TrailingStop;

    /// <summary>Whether it has a worst price.</summary>
    public bool IsLimited => Kind is OrderKind.Limit or OrderKind.StopLimit;

    public static OrderTerms AtLimit(Price limit) => new() { Kind = OrderKind.Limit, Limit = limit };

    public static OrderTerms StopAt(Price trigger) => new() { Kind = OrderKind.Stop, Trigger = trigger };

    public static OrderTerms StopLimitAt(Price trigger, Price limit) => new() { Kind = OrderKind.StopLimit, Trigger = trigger, Limit = limit };

    public static OrderTerms TakeProfitAt(Price trigger) => new() { Kind = OrderKind.TakeProfit, Trigger = trigger };

    public static OrderTerms Trailing(decimal trail) => new() { Kind = OrderKind.TrailingStop, Trail = trail };

    /// <summary>The same terms on prices that the market takes, rounded towards less risk: a buy never dearer, a sell never cheaper.</summary>
    public OrderTerms RoundedFor(Side side, TradingRules rules) => Limit is null && Trigger is null ? this : this with
    {
        Limit = Limit is { } limit ? new Price(side == Side.Buy ? Rounding.Floor(limit.Value, rules.TickSize) : Rounding.Ceiling(limit.Value, rules.TickSize)) : null,
        // Rather woken a tick early than a tick late.
        Trigger = Trigger is { } trigger ? new Price(WakesOnTheWayDown(side) ? Rounding.Ceiling(trigger.Value, rules.TickSize) : Rounding.Floor(trigger.Value, rules.TickSize)) : null,
    };

    /// <summary>Whether a falling price wakes it.</summary>
    public bool WakesOnTheWayDown(Side side) => (side == Side.Sell) != (Kind == OrderKind.TakeProfit);

    /// <summary>Whether a price wakes an order that sleeps.</summary>
    public bool IsWokenBy(Side side, decimal last) => Trigger is { } trigger && (WakesOnTheWayDown(side) ? last <= trigger.Value : last >= trigger.Value);

    /// <summary>Where the trigger of a trailing stop stands after a price: it follows, and never goes back.</summary>
    public Price TrailedBy(Side side, decimal last, TradingRules rules)
    {
        var behind = side == Side.Sell ? Rounding.Ceiling(last * (1 - Trail!.Value), rules.TickSize) : Rounding.Floor(last * (1 + Trail!.Value), rules.TickSize);
        return Trigger is not { } now ? new Price(behind) : new Price(side == Side.Sell ? Math.Max(now.Value, behind) : Math.Min(now.Value, behind));
    }

    /// <summary>Everything wrong with these terms at a price, as sentences for the one who wrote them.</summary>
    /// <param name="last">The last known price, quote units.</param>
    /// <param name="now">By the market's clock.</param>
    public IEnumerable<string> Faults(Side side, decimal last, DateTimeOffset now)
    {
        if (IsLimited && Limit is not { Value: > 0 })
            yield return "A limit order needs a limit price above 0.";
        if (Sleeps && Kind != OrderKind.TrailingStop && Trigger is not { Value: > 0 })
            yield return "An order that waits for a price needs a trigger above 0.";
        if (Kind == OrderKind.TrailingStop && Trail is not (>= MinTrail and <= MaxTrail))
            yield return $"A trailing stop stays between {MinTrail:0.##%} and {MaxTrail:0%} behind the price.";
        if (TimeInForce == TimeInForce.GoodTilDate && !(ExpiresAt > now))
            yield return "An order that is good until a date needs one that lies ahead.";
        if (TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill && Sleeps)
            yield return "An order that waits for a price cannot be one of this instant only.";
        if (PostOnly && (Kind != OrderKind.Limit || TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill))
            yield return "Post-only is for limit orders that wait.";
        if (Kind is OrderKind.Stop or OrderKind.StopLimit or OrderKind.TakeProfit && Trigger is { Value: > 0 } && IsWokenBy(side, last))
            yield return $"The price {last:0.########} has passed the trigger {Trigger} already: this order would trade at once.";
    }
}
