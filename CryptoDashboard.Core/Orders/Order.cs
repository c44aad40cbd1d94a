using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Orders;

/// <summary>
/// An order of a bot. It is never changed: each event gives a new value. It can be made only from an <see cref="ApprovedTrade"/>;
/// the private constructor is for rebuilding stored ones.
/// </summary>
public sealed record Order
{
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

    /// <summary>Why the exchange turned it down, or null.</summary>
    public string? Rejection { get; private init; }

    /// <summary>When it reached a final status, by the market's clock.</summary>
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>Average price of its fills, or null without one.</summary>
    public decimal? AveragePrice => Filled.IsZero ? null : FilledValue / Filled.Value;

    /// <summary>What it may still move, quote units at the reference price.</summary>
    public decimal OpenValue => Status.IsFinal() ? 0
        : Spend > 0 ? Math.Max(Spend - FilledValue, 0)
        : Math.Max(Quantity.Value - Filled.Value, 0) * ReferencePrice.Value;

    public static Order From(ApprovedTrade trade, int botId, Timeframe timeframe, DateTimeOffset candleOpen, DateTimeOffset placedAt, string reason) => new()
    {
        Id = ClientOrderId.Of(botId, timeframe, candleOpen, leg: 0),
        BotId = botId,
        Market = trade.Market,
        Side = trade.Request.Side,
        Purpose = trade.Request.Purpose,
        Spend = trade.Spend,
        Quantity = trade.Quantity,
        ReferencePrice = trade.Request.ReferencePrice,
        CandleTime = candleOpen,
        PlacedAt = placedAt,
        Reason = reason,
        Status = OrderStatus.Intended,
    };

    /// <summary>The order after the event.</summary>
    /// <exception cref="InvalidOperationException">The event is not legal in this status (<see cref="OrderTransitions"/>).</exception>
    public Order After(OrderEvent happened)
    {
        var status = OrderTransitions.Next(Status, happened)
            ?? throw new InvalidOperationException($"Order {Id} is {Status}: {happened.GetType().Name} cannot happen to it.");
        var next = happened switch
        {
            OrderEvent.FilledPartly { Fill: var fill } => With(fill),
            OrderEvent.FilledWholly { Fill: var fill } => With(fill),
            OrderEvent.Rejected rejected => this with { Rejection = rejected.Reason },
            OrderEvent.NotFound => this with { Rejection = "The exchange has never seen this order." },
            _ => this,
        };
        return next with { Status = status, EndedAt = status.IsFinal() ? EndedAt ?? happened.At : null };
    }

    private Order With(Fill fill) => this with { Filled = Filled + fill.Quantity, FilledValue = FilledValue + fill.Value };
}
