using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Events;

/// <summary>
/// Announces stored events to whoever listens on this node. One loop reads the log in order; each subscriber keeps its own place, so a
/// slow one delays nobody and none misses an event. Recent events are kept in memory, older ones come from the log.
/// </summary>
public sealed class EventFeed(IEventLog log, TimeProvider time, ILogger<EventFeed> logger) : IDisposable
{
    private const int Kept = 10_000;
    private const int Batch = 1_000;

    // Other processes on the same database (an import from the command line) cannot call Committed: looking once a second finds theirs.
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<DomainEvent> _recent = [];
    private readonly SemaphoreSlim _committed = new(0, 1);
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _recentAfter;
    private long _lastId = -1;

    /// <summary>
    /// The id of the newest event known here, or null before the log was read. Whoever takes it, reads what it shows, and then subscribes
    /// from it misses nothing in between.
    /// </summary>
    public long? Newest
    {
        get
        {
            lock (_gate)
                return _lastId < 0 ? null : _lastId;
        }
    }

    /// <summary>Says that a transaction with events has committed; the loop looks at once. Cheap, never blocks.</summary>
    public void Committed()
    {
        if (_committed.CurrentCount == 0)
        {
            try
            {
                _committed.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two callers at once: the loop is woken either way.
                return;
            }
        }
    }

    /// <summary>The loop; ends when cancelled. A database outage is waited out.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ReadNew(cancel);
                await _committed.WaitAsync(LookAnyway, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning("The event log cannot be read, trying again: {Reason}", exception.Message);
                await Task.Delay(LookAnyway, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// Events after <paramref name="afterId"/> (null: from now on), in batches, forever. Nothing is lost between two calls that hand
    /// on the last id seen.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<DomainEvent>> Subscribe(long? afterId, [EnumeratorCancellation] CancellationToken cancel)
    {
        var place = afterId ?? await CurrentId(cancel);
        while (true)
        {
            Task arrived;
            List<DomainEvent>? fromMemory = null;
            lock (_gate)
            {
                arrived = _arrived.Task;
                if (place >= _recentAfter && _lastId >= 0)
                    fromMemory = After(place);
            }
            var events = fromMemory ?? await log.ReadAfter(place, Batch, cancel);
            if (events.Count > 0)
            {
                place = events[^1].Id;
                yield return events;
                continue;
            }
            await arrived.WaitAsync(cancel);
        }
    }

    public void Dispose() => _committed.Dispose();

    private async Task<long> CurrentId(CancellationToken cancel) => Newest ?? await log.LastId(cancel);

    private List<DomainEvent> After(long place)
    {
        var (low, high) = (0, _recent.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_recent[middle].Id > place)
                high = middle;
            else
                low = middle + 1;
        }
        return _recent.GetRange(low, Math.Min(Batch, _recent.Count - low));
    }

    private async Task ReadNew(CancellationToken cancel)
    {
        if (_lastId < 0)
        {
            var last = await log.LastId(cancel);
            lock (_gate)
                _lastId = _recentAfter = last;
            Announce();
        }
        while (true)
        {
            var events = await log.ReadAfter(_lastId, Batch, cancel);
            if (events.Count == 0)
                return;
            lock (_gate)
            {
                _recent.AddRange(events);
                _lastId = events[^1].Id;
                if (_recent.Count > Kept * 2)
                {
                    _recentAfter = _recent[_recent.Count - Kept - 1].Id;
                    _recent.RemoveRange(0, _recent.Count - Kept);
                }
            }
            Announce();
        }
    }

    private void Announce()
    {
        TaskCompletionSource arrived;
        lock (_gate)
        {
            arrived = _arrived;
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        arrived.SetResult();
    }
}
