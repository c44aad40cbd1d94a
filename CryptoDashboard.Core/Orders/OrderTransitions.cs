namespace CryptoDashboard.Core.Orders;

/// <summary>
/// Every legal move of an order on one screen. What is not here is refused loudly, except that a repeated message (an order already
/// accepted is accepted again, cancelled again …) changes nothing: exchanges repeat themselves.
/// </summary>
public static class OrderTransitions
{
    /// <summary>The status after the event, or null when the move is illegal.</summary>
    public static OrderStatus? Next(OrderStatus status, OrderEvent happened) => (status, happened) switch
    {
        (OrderStatus.Intended, OrderEvent.Sent) => OrderStatus.Sent,
        (OrderStatus.Intended, OrderEvent.Cancelled) => OrderStatus.Cancelled, // withdrawn before it was sent
        (OrderStatus.Intended, OrderEvent.Rejected) => OrderStatus.Rejected, // turned down by our own filters

        (OrderStatus.Intended, OrderEvent.Held) => OrderStatus.Held,
        (OrderStatus.Held, OrderEvent.Held or OrderEvent.Trailed) => OrderStatus.Held,
        (OrderStatus.Held, OrderEvent.Woken) => OrderStatus.Intended, // durable once more before it is sent
        (OrderStatus.Held, OrderEvent.Cancelled or OrderEvent.CancelAsked) => OrderStatus.Cancelled, // nobody else knows it
        (OrderStatus.Held, OrderEvent.Expired) => OrderStatus.Expired,

        (OrderStatus.Sent, OrderEvent.Accepted) => OrderStatus.Accepted,
        (OrderStatus.Sent, OrderEvent.Rejected) => OrderStatus.Rejected,
        (OrderStatus.Sent, OrderEvent.AnswerLost) => OrderStatus.Unknown,
        (OrderStatus.Sent, OrderEvent.CancelAsked) => OrderStatus.Cancelling,

        (OrderStatus.Unknown, OrderEvent.Accepted) => OrderStatus.Accepted,
        (OrderStatus.Unknown, OrderEvent.Rejected) => OrderStatus.Rejected,
        (OrderStatus.Unknown, OrderEvent.NotFound) => OrderStatus.Rejected, // the exchange never had it
        (OrderStatus.Unknown, OrderEvent.AnswerLost) => OrderStatus.Unknown,
        (OrderStatus.Unknown, OrderEvent.CancelAsked) => OrderStatus.Cancelling,

        (OrderStatus.Accepted, OrderEvent.Accepted) => OrderStatus.Accepted,
        // The exchange holds it and tells that it moved or woke.
        (OrderStatus.Sent or OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Cancelling, OrderEvent.Woken or OrderEvent.Trailed) => status,
        (OrderStatus.Accepted, OrderEvent.Rejected) => OrderStatus.Rejected, // taken first, turned down when it was looked at
        (OrderStatus.Accepted, OrderEvent.CancelAsked) => OrderStatus.Cancelling,
        (OrderStatus.PartiallyFilled, OrderEvent.Accepted) => OrderStatus.PartiallyFilled, // the answer came after the fill
        (OrderStatus.PartiallyFilled, OrderEvent.CancelAsked) => OrderStatus.Cancelling,
        (OrderStatus.Cancelling, OrderEvent.CancelAsked or OrderEvent.Accepted or OrderEvent.AnswerLost) => OrderStatus.Cancelling,

        // A fill is a fact whatever we believed before: it may overtake the acceptance, the cancellation and even our "unknown".
        (OrderStatus.Sent or OrderStatus.Unknown or OrderStatus.Accepted or OrderStatus.PartiallyFilled, OrderEvent.FilledPartly) => OrderStatus.PartiallyFilled,
        (OrderStatus.Cancelling, OrderEvent.FilledPartly) => OrderStatus.Cancelling,
        (OrderStatus.PartiallyFilled or OrderStatus.Cancelling or OrderStatus.Cancelled or OrderStatus.Expired, OrderEvent.Completed) => OrderStatus.Filled,
        (OrderStatus.Sent or OrderStatus.Unknown or OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Cancelling,
            OrderEvent.FilledWholly) => OrderStatus.Filled,
        (OrderStatus.Cancelled or OrderStatus.Expired, OrderEvent.FilledPartly) => status, // happens in the real world: the fill crossed the cancel
        (OrderStatus.Cancelled or OrderStatus.Expired, OrderEvent.FilledWholly) => OrderStatus.Filled,

        (OrderStatus.Sent or OrderStatus.Unknown or OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Cancelling,
            OrderEvent.Cancelled) => OrderStatus.Cancelled,
        (OrderStatus.Sent or OrderStatus.Unknown or OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Cancelling,
            OrderEvent.Expired) => OrderStatus.Expired,
        (OrderStatus.Cancelled, OrderEvent.Cancelled or OrderEvent.CancelAsked) => OrderStatus.Cancelled,
        (OrderStatus.Expired, OrderEvent.Expired or OrderEvent.CancelAsked) => OrderStatus.Expired,
        (OrderStatus.Rejected, OrderEvent.Rejected) => OrderStatus.Rejected,
        // A no that was none: exchanges answer with an error and trade the order all the same.
        (OrderStatus.Rejected, OrderEvent.Accepted) => OrderStatus.Accepted,
        (OrderStatus.Rejected, OrderEvent.FilledPartly) => OrderStatus.PartiallyFilled,
        (OrderStatus.Rejected, OrderEvent.FilledWholly or OrderEvent.Completed) => OrderStatus.Filled,
        (OrderStatus.Filled, OrderEvent.Accepted or OrderEvent.CancelAsked or OrderEvent.Completed) => OrderStatus.Filled, // the cancel came too late

        _ => null,
    };

    /// <summary>Nothing more is expected of an order in this status.</summary>
    public static bool IsFinal(this OrderStatus status) => status >= OrderStatus.Filled;
}
