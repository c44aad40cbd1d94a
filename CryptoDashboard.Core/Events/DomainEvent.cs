namespace CryptoDashboard.Core.Events;

/// <summary>
/// Something that happened, told after it is durable. Written in the transaction of the change it tells of; ids grow in the order of
/// commits, without promising to be gapless.
/// </summary>
public sealed record DomainEvent
{
    /// <summary>Given by the database; 0 before the event is stored.</summary>
    public long Id { get; init; }

    /// <summary>When it was written, UTC wall clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required EventTopic Topic { get; init; }

    /// <summary>What happened, past tense with dashes: <c>bot-started</c>, <c>order-filled</c>.</summary>
    public required string Kind { get; init; }

    public int? BotId { get; init; }

    public string? Market { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Text { get; init; }

    /// <summary>What it is about, where that has an id of its own: an order, a trade, a replay.</summary>
    public string? Subject { get; init; }
}
