using System.Threading.Channels;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// The one writer of what bots do. Entries of many bots, and many entries of one bot, share a transaction: while one batch is being
/// committed the next one gathers. Candles a batch rests on are made durable before it, so that a restart can feed them again.
/// </summary>
public sealed class BotJournal(IBotStore store, CandleRecorder recorder, EventFeed feed, ILogger<BotJournal> logger)
{
    private const int MaxBatch = 1_000;

    // Full means the database is slower than the candles: those who decide wait here, which is the brake of a replay at full speed.
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(4_096) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Queues an entry without waiting for its commit. Later entries of the lane are never kept without it.</summary>
    public ValueTask Post(JournalLane lane, int epoch, JournalEntry entry, CancellationToken cancel) =>
        _queue.Writer.WriteAsync(new Waiting(lane, epoch, entry, null), cancel);

    /// <summary>Returns when the entry, and all of the lane before it, is durable.</summary>
    /// <exception cref="JournalFault">It was not kept, or that is not known; the lane is broken.</exception>
    public async Task Commit(JournalLane lane, int epoch, JournalEntry entry, CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Waiting(lane, epoch, entry, done), cancel);
        await done.Task.WaitAsync(cancel);
    }

    /// <summary>Returns when everything queued so far has been committed or refused.</summary>
    public async Task Flush(CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Waiting(null, 0, null, done), cancel);
        await done.Task.WaitAsync(cancel);
    }

    /// <summary>The writing loop; ends when cancelled, after what is queued has been written.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var batch = new List<Waiting>(MaxBatch);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancel))
                await WriteQueued(batch, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            using var last = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await WriteQueued(batch, last.Token);
        }
    }

    private async Task WriteQueued(List<Waiting> batch, CancellationToken cancel)
    {
        while (true)
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var next))
                batch.Add(next);
            if (batch.Count == 0)
                return;
            await Write(batch, cancel);
        }
    }

    private async Task Write(List<Waiting> batch, CancellationToken cancel)
    {
        try
        {
            await Keep(batch, cancel);
        }
        catch (Exception exception)
        {
            logger.LogError("A batch of {Count} bot steps was not kept: {Reason}", batch.Count, (exception.InnerException ?? exception).Message);
            var lanes = batch.Where(w => w.Lane is not null).GroupBy(w => w.Lane).ToList();
            // One bot's impossible entry must not take the others with it: a refused batch is tried again bot by bot.
            if (lanes.Count > 1 && !JournalFault.IsOutage(exception))
            {
                foreach (var lane in lanes)
                    await Write([.. lane], cancel);
                Finish(batch.Where(w => w.Lane is null), null);
                return;
            }
            Finish(batch, exception);
            return;
        }
        Finish(batch, null);
    }

    private async Task Keep(List<Waiting> batch, CancellationToken cancel)
    {
        var entries = new List<JournalEntry>(batch.Count);
        foreach (var waiting in batch)
        {
            if (waiting.Entry is not null && waiting.Lane!.Epoch == waiting.Epoch)
                entries.Add(waiting.Entry);
        }
        if (entries.Count == 0)
            return;
        await recorder.Flush(cancel);
        await store.Commit(entries, cancel);
        if (entries.Exists(e => e.Events.Count > 0))
            feed.Committed();
    }

    private static void Finish(IEnumerable<Waiting> batch, Exception? failure)
    {
        var verdicts = new List<(TaskCompletionSource? Done, JournalFault? Fault)>();
        foreach (var (lane, epoch, _, done) in batch)
        {
            var fault = lane is null ? null
                : lane.Epoch != epoch ? new JournalFault("An earlier step of this bot was not kept.", null)
                : failure is null ? null
                : new JournalFault("The database did not keep this step.", failure);
            verdicts.Add((done, fault));
        }
        if (failure is not null)
        {
            foreach (var (lane, epoch, _, _) in batch)
            {
                if (lane?.Epoch == epoch)
                    lane.Break();
            }
        }
        // Answered last: whoever waits must find the lane broken already.
        foreach (var (done, fault) in verdicts)
        {
            if (fault is null)
                done?.TrySetResult();
            else
                done?.TrySetException(fault);
        }
    }

    private sealed record Waiting(JournalLane? Lane, int Epoch, JournalEntry? Entry, TaskCompletionSource? Done);
}
