using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Orders;

/// <summary>What happened to an order, in the past tense. A closed set; <see cref="OrderTransitions"/> says where each is legal.</summary>
public abstract record OrderEvent(DateTimeOffset At)
{
    /// <summary>The fill it tells of, or null.</summary>
    public Fill? TellsOf => this switch
    {
        FilledWholly whole => whole.Fill,
        FilledPartly part => part.Fill,
        _ => null,
    };

    /// <summary>Whether nothing follows it: the order trades no more.</summary>
    public bool IsEnd => this is FilledWholly or Completed or Cancelled or Expired or Rejected or NotFound;

    public sealed record Sent(DateTimeOffset At) : OrderEvent(At);

    /// <param name="ExchangeId">The exchange's own id of the order, where it has told one.</param>
    public sealed record Accepted(DateTimeOffset At, string? ExchangeId = null) : OrderEvent(At);

    /// <summary>A definite no from the exchange.</summary>
    public sealed record Rejected(DateTimeOffset At, string Reason) : OrderEvent(At);

    /// <summary>No answer came in time.</summary>
    public sealed record AnswerLost(DateTimeOffset At) : OrderEvent(At);

    /// <summary>The exchange, asked by our id, has never heard of it.</summary>
    public sealed record NotFound(DateTimeOffset At) : OrderEvent(At);

    /// <summary>It sleeps with this server: the exchange knows nothing of it until it wakes.</summary>
    public sealed record Held(DateTimeOffset At) : OrderEvent(At);

    /// <summary>The price woke it.</summary>
    public sealed record Woken(DateTimeOffset At, Price Price) : OrderEvent(At);

    /// <summary>The trigger of a trailing stop followed the price.</summary>
    public sealed record Trailed(DateTimeOffset At, Price Trigger) : OrderEvent(At);

    public sealed record FilledPartly(DateTimeOffset At, Fill Fill) : OrderEvent(At);

    /// <summary>The fill that completes the order.</summary>
    public sealed record FilledWholly(DateTimeOffset At, Fill Fill) : OrderEvent(At);

    /// <summary>The exchange counts the order as filled; every fill of it has been told.</summary>
    public sealed record Completed(DateTimeOffset At) : OrderEvent(At);

    /// <summary>The exchange says that it is over and has not told of every fill: it has to be asked. Changes nothing by itself.</summary>
    public sealed record Untold(DateTimeOffset At) : OrderEvent(At);

    public sealed record CancelAsked(DateTimeOffset At) : OrderEvent(At);

    /// <param name="Reason">Why, where it was not asked for.</param>
    public sealed record Cancelled(DateTimeOffset At, string? Reason = null) : OrderEvent(At);

    public sealed record Expired(DateTimeOffset At, string? Reason = null) : OrderEvent(At);
}
