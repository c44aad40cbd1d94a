using System.Threading.Channels;
using CryptoDashboard.Core.Markets;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Keeps every candle that closes. Candles gather while the batch before them is being stored, so a thousand markets that close on one
/// minute share a few transactions. While the database is away they wait here and are tried again.
/// </summary>
public sealed class CandleRecorder : IDisposable
{
    private const int MaxBatch = 5_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    // Unbounded on purpose: a closed candle is a fact that cannot be had again from a simulated market, and an hour without a database
    // at a thousand markets is sixty thousand of them, a few megabytes.
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly MarketHub _hub;
    private readonly ICandleStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<CandleRecorder> _logger;
    private long _queued;
    private long _kept;

    public CandleRecorder(MarketHub hub, ICandleStore store, TimeProvider time, ILogger<CandleRecorder> logger)
    {
        (_hub, _store, _time, _logger) = (hub, store, time, logger);
        _hub.CandleClosed += Take;
    }

    /// <summary>Returns when every candle announced so far is durable.</summary>
    public async Task Flush(CancellationToken cancel)
    {
        if (Volatile.Read(ref _kept) == Volatile.Read(ref _queued))
            return;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Waiting(default, done), cancel);
        await done.Task.WaitAsync(cancel);
    }

    /// <summary>The storing loop; ends when cancelled, after what is queued has been stored.</summary>
    public async Task Run(CancellationToken cancel)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancel))
                await StoreQueued(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            using var last = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await StoreQueued(last.Token);
        }
    }

    public void Dispose() => _hub.CandleClosed -= Take;

    private void Take(Market market, ClosedCandle closed)
    {
        Interlocked.Increment(ref _queued);
        _queue.Writer.TryWrite(new Waiting(new RecordedCandle(closed.Market, closed.Timeframe, closed.Candle), null));
    }

    private async Task StoreQueued(CancellationToken cancel)
    {
        var candles = new List<RecordedCandle>();
        var flushes = new List<TaskCompletionSource>();
        while (candles.Count < MaxBatch && _queue.Reader.TryRead(out var next))
        {
            if (next.Flush is null)
                candles.Add(next.Candle);
            else
                flushes.Add(next.Flush);
        }
        while (true)
        {
            try
            {
                await _store.Save(candles, cancel);
                break;
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                _logger.LogWarning("{Count} closed candles wait for the database: {Reason}", candles.Count, exception.Message);
                await Task.Delay(RetryAfter, _time, cancel);
            }
        }
        Interlocked.Add(ref _kept, candles.Count);
        foreach (var flush in flushes)
            flush.TrySetResult();
    }

    private readonly record struct Waiting(RecordedCandle Candle, TaskCompletionSource? Flush);
}
