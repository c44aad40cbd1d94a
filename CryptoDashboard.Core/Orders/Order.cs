using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Orders;

/// <summary>
/// An order of a bot. It is never changed: each event gives a new value. It can be made only from an <see cref="ApprovedTrade"/>;
/// the private constructor is for rebuilding stored ones.
/// </summary>
public sealed record Order
{
    /// <summary>The account of all that is played.</summary>
    public const string PaperAccount = "paper";

    private Order()
    {
    }

    /// <summary>Client order id (<see cref="ClientOrderId"/>), unique.</summary>
    public string Id { get; private init; } = "";

    public int BotId { get; private init; }

    public MarketId Market { get; private init; }

    public Side Side { get; private init; }

    public TradePurpose Purpose { get; private init; }

    /// <summary>Quote units a market buy spends; zero when <see cref="Quantity"/> says the size.</summary>
    public decimal Spend { get; private init; }

    /// <summary>Base units; zero when <see cref="Spend"/> says the size.</summary>
    public Quantity Quantity { get; private init; }

    /// <summary>The price the decision was made at; slippage is measured against it.</summary>
    public Price ReferencePrice { get; private init; }

    /// <summary>Open time of the candle that led to it.</summary>
    public DateTimeOffset CandleTime { get; private init; }

    /// <summary>When it was decided, by the market's clock; it fills at no older price.</summary>
    public DateTimeOffset PlacedAt { get; private init; }

    /// <summary>Why, as the strategy put it.</summary>
    public string Reason { get; private init; } = "";

    public OrderStatus Status { get; private init; }

    public Quantity Filled { get; private init; }

    /// <summary>Sum of price × quantity over its fills; quote units.</summary>
    public decimal FilledValue { get; private init; }

    /// <summary>How it behaves until it trades.</summary>
    public OrderKind Kind { get; private init; }

    public TimeInForce TimeInForce { get; private init; }

    /// <summary>The worst price it trades at, quote units; null where any will do.</summary>
    public Price? LimitPrice { get; private init; }

    /// <summary>The price that wakes it, quote units; null where it does not sleep.</summary>
    public Price? TriggerPrice { get; private init; }

    /// <summary>How far a trailing stop stays behind the price, as a share of it.</summary>
    public decimal? Trail { get; private init; }

    public DateTimeOffset? ExpiresAt { get; private init; }

    public bool PostOnly { get; private init; }

    /// <summary>When a price woke it, by the market's clock; null before, and for orders that do not sleep.</summary>
    public DateTimeOffset? WokenAt { get; private init; }

    /// <summary>Orders of one group are either-or: a fill of one cancels the others. Null for an order on its own.</summary>
    public string? Group { get; private init; }

    /// <summary>Whether this server watches the price for it, because the exchange has no such order.</summary>
    public bool IsHeldHere { get; private init; }

    /// <summary>Whether it guards a position: a stop or a take-profit that the risk profile or a plan asked for.</summary>
    public bool IsProtective { get; private init; }

    /// <summary>The exchange's own id of it, once told.</summary>
    public string? ExchangeId { get; private init; }

    /// <summary>The account it is placed with: <c>paper</c>, or the name of one with an exchange.</summary>
    public string Account { get; private init; } = PaperAccount;

    /// <summary>Why the exchange turned it down or ended it unasked, or null.</summary>
    public string? Rejection { get; private init; }

    /// <summary>When it reached a final status, by the market's clock.</summary>
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>Average price of its fills, or null without one.</summary>
    public decimal? AveragePrice => Filled.IsZero ? null : FilledValue / Filled.Value;

    /// <summary>How much worse than the price of its decision it traded, fees left out: 0.01 = 1 % dearer or cheaper. Null without a fill.</summary>
    public decimal? Slippage => AveragePrice is not { } average || ReferencePrice.Value == 0 ? null : ((average / ReferencePrice.Value) - 1) * (Side == Side.Buy ? 1 : -1);

    /// <summary>What it may still move, quote units at its limit, its trigger or the price it was decided at.</summary>
    public decimal OpenValue => Status.IsFinal() ? 0
        : Spend > 0 ? Math.Max(Spend - FilledValue, 0)
        : Remaining * (LimitPrice ?? TriggerPrice ?? ReferencePrice).Value;

    /// <summary>Base units still to be traded; zero for an order that says what it spends.</summary>
    public decimal Remaining => Math.Max(Quantity.Value - Filled.Value, 0);

    /// <summary>Whether it carries out a part of a plan, which alone makes and withdraws it.</summary>
    public bool IsOfPlan => ClientOrderId.PlanOf(Id) is not null;

    public OrderTerms Terms => Kind == OrderKind.Market && TimeInForce == default && ExpiresAt is null ? OrderTerms.Market : new()
    {
        Kind = Kind,
        TimeInForce = TimeInForce,
        Limit = LimitPrice,
        Trigger = TriggerPrice,
        Trail = Trail,
        ExpiresAt = ExpiresAt,
        PostOnly = PostOnly,
    };

    /// <summary>Whether a price has to wake it still.</summary>
    public bool IsAsleep => Terms.Sleeps && WokenAt is null && !Status.IsFinal();

    /// <summary>The intent that follows from an approved trade.</summary>
    /// <param name="id">See <see cref="ClientOrderId"/>.</param>
    /// <param name="candleOpen">Of the candle it was decided on; for others the moment of the decision.</param>
    /// <param name="placedAt">By the market's clock.</param>
    public static Order From(ApprovedTrade trade, string id, int botId, DateTimeOffset candleOpen, DateTimeOffset placedAt, string reason, string account = PaperAccount, string? group = null, bool isProtective = false) => new()
    {
        Id = id,
        BotId = botId,
        Market = trade.Market,
        Side = trade.Request.Side,
        Purpose = trade.Request.Purpose,
        Spend = trade.Spend,
        Quantity = trade.Quantity,
        ReferencePrice = trade.Request.ReferencePrice,
        Kind = trade.Terms.Kind,
        TimeInForce = trade.Terms.TimeInForce,
        LimitPrice = trade.Terms.Limit,
        TriggerPrice = trade.Terms.Trigger,
        Trail = trade.Terms.Trail,
        ExpiresAt = trade.Terms.ExpiresAt,
        PostOnly = trade.Terms.PostOnly,
        Group = group,
        IsProtective = isProtective,
        Account = account,
        CandleTime = candleOpen,
        PlacedAt = placedAt,
        Reason = reason,
        Status = OrderStatus.Intended,
    };

    /// <summary>The intent as it is sent when this server has to watch the price for it: asleep until then.</summary>
    public Order HeldHere() => this with { IsHeldHere = true };

    /// <summary>The order after the event.</summary>
    /// <exception cref="InvalidOperationException">The event is not legal in this status (<see cref="OrderTransitions"/>).</exception>
    public Order After(OrderEvent happened)
    {
        var status = OrderTransitions.Next(Status, happened)
            ?? throw new InvalidOperationException($"Order {Id} is {Status}: {happened.GetType().Name} cannot happen to it.");
        var endedAt = status.IsFinal() ? EndedAt ?? happened.At : (DateTimeOffset?)null;
        // Fills are by far the most frequent: one copy does.
        if (happened.TellsOf is { } fill)
            return this with { Filled = Filled + fill.Quantity, FilledValue = FilledValue + fill.Value, Status = status, EndedAt = endedAt };
        var next = happened switch
        {
            OrderEvent.Accepted { ExchangeId: { } told } => this with { ExchangeId = told, Rejection = null },
            OrderEvent.Rejected rejected => this with { Rejection = rejected.Reason },
            OrderEvent.NotFound => this with { Rejection = "The exchange has never seen this order." },
            OrderEvent.Cancelled { Reason: { } why } => this with { Rejection = why },
            OrderEvent.Expired { Reason: { } why } => this with { Rejection = why },
            OrderEvent.Woken => this with { WokenAt = WokenAt ?? happened.At },
            OrderEvent.Trailed trailed => this with { TriggerPrice = trailed.Trigger },
            _ => this,
        };
        return next with { Status = status, EndedAt = endedAt };
    }

    /// <summary>The order as it was when it was sent, before anything happened to it: from there a past moment can be rebuilt.</summary>
    internal Order AsSent() => this with
    {
        Status = OrderStatus.Sent,
        Filled = Quantity.Zero,
        FilledValue = 0,
        WokenAt = null,
        Rejection = null,
        EndedAt = null,
        TriggerPrice = Kind == OrderKind.TrailingStop ? null : TriggerPrice,
    };
}
