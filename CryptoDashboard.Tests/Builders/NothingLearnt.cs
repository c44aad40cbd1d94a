using CryptoDashboard.Core.Fills;

namespace CryptoDashboard.Tests.Builders;

/// <summary>A desk on its first day, or one that knows the given lessons and learns no others.</summary>
internal sealed class NothingLearnt(params IReadOnlyList<FillLesson> known) : IFillStore
{
    public Task AddSpreads(IReadOnlyList<SpreadDay> seen, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<SpreadDay>> Spreads(DateOnly from, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SpreadDay>>([]);

    public Task AddNotes(IReadOnlyList<SendNote> notes, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<OwnOrder>> OwnOrders(DateTimeOffset since, int most, CancellationToken cancel) => Task.FromResult<IReadOnlyList<OwnOrder>>([]);

    public Task Keep(IReadOnlyList<FillLesson> lessons, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<FillLesson>> Lessons(DateTimeOffset? asOf, CancellationToken cancel) => Task.FromResult(known);

    public Task Prune(DateOnly spreadsBefore, DateTimeOffset othersBefore, CancellationToken cancel) => Task.CompletedTask;
}
