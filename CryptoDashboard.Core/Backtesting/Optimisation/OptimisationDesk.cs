using System.Collections.Concurrent;
using System.Threading.Channels;
using CryptoDashboard.Core.Events;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// Runs searches in the background, one after the other, each on all cores. One goes on while pages come and go; one that was running when
/// the desk ended, in order or not, goes on at the next start from the last batch that was kept.
/// </summary>
public sealed class OptimisationDesk(IOptimisationStore store, OptimisationData data, ITryBook tries, EventFeed events, TimeProvider time, ILogger<OptimisationDesk> logger)
{
    public const int MostWaiting = 100;

    private readonly Channel<int> _waiting = Channel.CreateUnbounded<int>();
    private readonly ConcurrentDictionary<int, OptimisationRun> _running = new();

    /// <summary>Where a search is, or null where it does not run here.</summary>
    public OptimisationPace? PaceOf(int id) => _running.TryGetValue(id, out var run) ? run.Pace : null;

    /// <summary>Puts a search in the queue.</summary>
    /// <param name="by">Who asks.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">It cannot be run as it is asked, or too many wait; the message says so.</exception>
    public async Task<int> Enqueue(OptimisationPlan plan, string by, CancellationToken cancel)
    {
        var faults = plan.Faults();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(plan));
        if (_waiting.Reader.Count >= MostWaiting)
            throw new ArgumentException($"{MostWaiting} optimisations wait already. Cancel some, or come back later.", nameof(plan));
        var asked = new Optimisation
        {
            MadeAt = time.GetUtcNow(),
            By = by,
            Name = plan.Name.Trim(),
            Strategy = plan.Strategy,
            Market = Markets.MarketId.Parse(plan.Market),
            Timeframe = Time.Timeframe.Parse(plan.Timeframe),
            Plan = plan.ToJson(),
        };
        var added = await store.Add(asked, o => Told(o, "optimisation-asked", $"{by} asked for the optimisation {o.Name}."), cancel);
        events.Committed();
        await _waiting.Writer.WriteAsync(added.Id, cancel);
        return added.Id;
    }

    /// <summary>Ends a search, or takes it out of the queue; what it tried is kept, and it can go on later.</summary>
    public async Task Cancel(int id, CancellationToken cancel)
    {
        if (_running.TryGetValue(id, out var run))
        {
            await run.Cancel();
            return;
        }
        if (await store.Find(id, cancel) is { IsUnfinished: true } waiting)
            await Save(waiting with { Status = OptimisationStatus.Cancelled }, "optimisation-cancelled", $"The optimisation {waiting.Name} was cancelled.", cancel);
    }

    /// <summary>Lets a search that was cancelled or failed go on where it stood.</summary>
    public async Task GoOn(int id, CancellationToken cancel)
    {
        if (await store.Find(id, cancel) is not { Status: OptimisationStatus.Cancelled or OptimisationStatus.Failed } stopped)
            throw new ArgumentException("Only an optimisation that was cancelled or failed can go on.", nameof(id));
        await Save(stopped with { Status = OptimisationStatus.Waiting, Fault = null }, "optimisation-asked", $"The optimisation {stopped.Name} goes on.", cancel);
        await _waiting.Writer.WriteAsync(id, cancel);
    }

    /// <summary>Removes a search that is not running. Its tries stay counted.</summary>
    public async Task Delete(int id, CancellationToken cancel)
    {
        if (await store.Find(id, cancel) is not { IsUnfinished: false } ended)
            throw new ArgumentException("This optimisation is not finished. Cancel it first.", nameof(id));
        await store.Delete(id, Told(ended, "optimisation-deleted", $"The optimisation {ended.Name} was deleted; its {ended.Done:#,0} tries stay counted."), cancel);
        events.Committed();
    }

    /// <summary>Takes up what was unfinished and runs what comes; ends when cancelled, with everything whole kept.</summary>
    public async Task Run(CancellationToken cancel)
    {
        try
        {
            foreach (var id in await store.Unfinished(cancel))
                await _waiting.Writer.WriteAsync(id, cancel);
            await foreach (var id in _waiting.Reader.ReadAllAsync(cancel))
                await RunOne(id, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task RunOne(int id, CancellationToken host)
    {
        if (await store.Find(id, host) is not { IsUnfinished: true } optimisation)
            return;
        using var run = new OptimisationRun(optimisation, store, data, tries, events, time, logger, host);
        _running[id] = run;
        try
        {
            await run.Run();
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    private async Task Save(Optimisation optimisation, string kind, string text, CancellationToken cancel)
    {
        await store.Save(optimisation, check: null, Told(optimisation, kind, text), cancel);
        events.Committed();
    }

    private DomainEvent Told(Optimisation optimisation, string kind, string text) => OptimisationRun.Told(optimisation, kind, text, time);
}
