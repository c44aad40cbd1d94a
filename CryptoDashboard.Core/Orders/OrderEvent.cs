namespace CryptoDashboard.Core.Orders;

/// <summary>What happened to an order, in the past tense. A closed set; <see cref="OrderTransitions"/> says where each is legal.</summary>
public abstract record OrderEvent(DateTimeOffset At)
{
    public sealed record Sent(DateTimeOffset At) : OrderEvent(At);

    public sealed record Accepted(DateTimeOffset At) : OrderEvent(At);

    /// <summary>A definite no from the exchange.</summary>
    public sealed record Rejected(DateTimeOffset At, string Reason) : OrderEvent(At);

    /// <summary>No answer came in time.</summary>
    public sealed record AnswerLost(DateTimeOffset At) : OrderEvent(At);

    /// <summary>The exchange, asked by our id, has never heard of it.</summary>
    public sealed record NotFound(DateTimeOffset At) : OrderEvent(At);

    public sealed record FilledPartly(DateTimeOffset At, Fill Fill) : OrderEvent(At);

    /// <summary>The fill that completes the order.</summary>
    public sealed record FilledWholly(DateTimeOffset At, Fill Fill) : OrderEvent(At);

    public sealed record CancelAsked(DateTimeOffset At) : OrderEvent(At);

    public sealed record Cancelled(DateTimeOffset At) : OrderEvent(At);

    public sealed record Expired(DateTimeOffset At) : OrderEvent(At);
}
