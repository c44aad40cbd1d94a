namespace CryptoDashboard.Core.Events;

/// <summary>The stored events, in the order of their commits.</summary>
public interface IEventLog
{
    /// <summary>Id of the newest event, or 0.</summary>
    Task<long> LastId(CancellationToken cancel);

    /// <summary>
    /// Events with an id above <paramref name="afterId"/>, ascending, at most <paramref name="max"/>. No event with a smaller id can
    /// appear after these were read: writers take turns (docs/decisions/0003-event-order.md).
    /// </summary>
    Task<IReadOnlyList<DomainEvent>> ReadAfter(long afterId, int max, CancellationToken cancel);

    /// <summary>The newest events first, at most <paramref name="max"/>, of one bot or of all.</summary>
    Task<IReadOnlyList<DomainEvent>> Latest(int? botId, int max, CancellationToken cancel);

    /// <summary>Stores events that tell of no change of their own in the database, in one transaction.</summary>
    Task Tell(IReadOnlyList<DomainEvent> events, CancellationToken cancel);

    /// <summary>The newest events of a topic, newest first.</summary>
    Task<IReadOnlyList<DomainEvent>> OfTopic(EventTopic topic, int count, CancellationToken cancel);

    /// <summary>The newest events of a kind, newest first.</summary>
    Task<IReadOnlyList<DomainEvent>> OfKind(string kind, int count, CancellationToken cancel);
}
