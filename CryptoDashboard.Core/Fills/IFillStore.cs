namespace CryptoDashboard.Core.Fills;

/// <summary>Keeps what fills are learnt from, and what was learnt.</summary>
public interface IFillStore
{
    /// <summary>Adds what was seen to what is kept of those days, all or nothing.</summary>
    Task AddSpreads(IReadOnlyList<SpreadDay> seen, CancellationToken cancel);

    /// <summary>The spreads from a day on.</summary>
    Task<IReadOnlyList<SpreadDay>> Spreads(DateOnly from, CancellationToken cancel);

    /// <summary>Keeps notes of sendings; one of an order that has one already is left out.</summary>
    Task AddNotes(IReadOnlyList<SendNote> notes, CancellationToken cancel);

    /// <summary>The newest orders that were really sent since a moment, with their fills; none that was played.</summary>
    Task<IReadOnlyList<OwnOrder>> OwnOrders(DateTimeOffset since, int most, CancellationToken cancel);

    /// <summary>Keeps what was learnt together.</summary>
    Task Keep(IReadOnlyList<FillLesson> lessons, CancellationToken cancel);

    /// <summary>What was last learnt, all of it; at or before a moment where one is given.</summary>
    Task<IReadOnlyList<FillLesson>> Lessons(DateTimeOffset? asOf, CancellationToken cancel);

    /// <summary>Deletes what is older: days of spreads, and notes and lessons.</summary>
    Task Prune(DateOnly spreadsBefore, DateTimeOffset othersBefore, CancellationToken cancel);
}
