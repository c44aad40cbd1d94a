using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Replay runs as they are stored.</summary>
public interface IReplayStore
{
    /// <summary>All runs, newest first.</summary>
    Task<IReadOnlyList<ReplayRun>> All(CancellationToken cancel);

    Task<ReplayRun?> Find(int id, CancellationToken cancel);

    /// <summary>Keeps a new run and returns it with its id.</summary>
    Task<ReplayRun> Create(ReplayRun run, Func<ReplayRun, DomainEvent> told, CancellationToken cancel);

    Task Save(ReplayRun run, DomainEvent? told, CancellationToken cancel);
}
