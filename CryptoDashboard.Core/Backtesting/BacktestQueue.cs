using System.Collections.Concurrent;
using System.Threading.Channels;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Strategies;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// Runs backtests in the background, as many at once as there are cores but one, which is left to trading. A run goes on while pages come
/// and go; it ends by itself, by <see cref="Cancel"/>, or with the desk, and is marked as interrupted then.
/// </summary>
public sealed class BacktestQueue(IBacktestStore store, BacktestRunner runner, FillBook fills, EventFeed events, TimeProvider time, ILogger<BacktestQueue> logger)
{
    public const int MostWaiting = 200;

    // Bounded: who asks for more is told so, since nobody waits for two hundred runs.
    private readonly Channel<int> _waiting = Channel.CreateBounded<int>(MostWaiting);
    private readonly ConcurrentDictionary<int, RunningBacktest> _running = new();
    private readonly ConcurrentDictionary<int, bool> _cancelled = new();

    /// <summary>Where a run is, or null where it does not run here.</summary>
    public BacktestPace? PaceOf(int id) => _running.TryGetValue(id, out var run) ? run.Pace() : null;

    /// <summary>Puts a run in the queue.</summary>
    /// <exception cref="ArgumentException">It cannot be run as it is asked, or too many wait; the message says so.</exception>
    public async Task<int> Enqueue(BacktestRequest request, string by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 120)
            throw new ArgumentException("Give it a name of 1 to 120 characters.");
        if (!StrategyCatalogue.TryGet(request.Strategy, out var kind))
            throw new ArgumentException($"There is no strategy '{request.Strategy}'.");
        var faults = kind.Faults(request.ParameterValues()).Select(f => f.Fault).Concat(request.Profile().Faults()).ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
        if (request.Histories is < 0 or > OtherHistories.Most)
            throw new ArgumentException($"Between 0 and {OtherHistories.Most:#,0} other histories can be drawn.");
        if ((request.Markets.Count == 0 && request.Universe is null) || request.Capital <= 0)
            throw new ArgumentException("It needs a market or a universe, and a capital above 0.");
        if (request.Universe?.Faults().ToList() is { Count: > 0 } wrong)
            throw new ArgumentException(string.Join(" ", wrong));
        if (_waiting.Reader.Count >= MostWaiting)
            throw new ArgumentException($"{MostWaiting} backtests wait already. Cancel some, or come back later.");
        if (request is { Universe: not null, Fills: FillSource.Learnt })
            throw new ArgumentException("Learnt fills are looked up for markets that are chosen beforehand. With a universe, give spread, slippage and delay yourself.");
        request = await WithLearnt(request, cancel);
        var record = await store.Add(
            new()
            {
                MadeAt = time.GetUtcNow(),
                By = by,
                Name = request.Name.Trim(),
                Markets = request.Universe is { } universe ? $"universe {universe.Name}" : Short(request.Markets),
                Timeframe = request.Timeframe,
                Strategy = kind.Name,
                Request = request.ToJson(),
                From = request.From,
                To = request.To,
            },
            cancel);
        await _waiting.Writer.WriteAsync(record.Id, cancel);
        return record.Id;
    }

    /// <summary>Ends a run, or takes it out of the queue. Nothing happens to one that has ended.</summary>
    public async Task Cancel(int id, CancellationToken cancel)
    {
        if (_running.TryGetValue(id, out var run))
        {
            run.Stop();
            return;
        }
        if (await store.Find(id, cancel) is { Status: BacktestStatus.Waiting } record)
        {
            _cancelled[id] = true;
            await store.Save(record with { Status = BacktestStatus.Cancelled, Fault = "It was cancelled before it began." }, null, null, cancel);
        }
    }

    /// <summary>Deletes a run and its report; one that runs is ended first.</summary>
    public async Task Delete(int id, CancellationToken cancel)
    {
        await Cancel(id, cancel);
        await store.Delete(id, cancel);
    }

    /// <summary>Marks what an earlier life left unfinished as interrupted; before anybody can ask for a new run.</summary>
    public async Task TakeUp(CancellationToken cancel)
    {
        if (await store.InterruptUnfinished(cancel) is > 0 and var interrupted)
            logger.LogInformation("{Count} backtests were interrupted when the desk ended", interrupted);
    }

    /// <summary>Runs what is in the queue until the desk ends.</summary>
    public Task Run(CancellationToken ending) => Task.WhenAll(Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount - 1)).Select(_ => Work(ending)));

    private async Task Work(CancellationToken ending)
    {
        await foreach (var id in _waiting.Reader.ReadAllAsync(ending))
        {
            try
            {
                if (!_cancelled.TryRemove(id, out _))
                    await RunOne(id, ending);
            }
            catch (Exception exception) when (!ending.IsCancellationRequested)
            {
                // The database was away when its end was to be kept: the next start marks it as interrupted.
                logger.LogError(exception, "What became of backtest {Backtest} could not be kept", id);
            }
        }
    }

    private async Task RunOne(int id, CancellationToken ending)
    {
        if (await store.Find(id, ending) is not { Status: BacktestStatus.Waiting } record)
            return;
        using var run = new RunningBacktest(time, ending);
        _running[id] = run;
        try
        {
            record = record with { Status = BacktestStatus.Running };
            await store.Save(record, null, null, ending);
            var report = await runner.Run(BacktestRequest.FromJson(record.Request), run, run.Stopping);
            await End(record.With(report), report, $"The backtest {record.Name} is done: {ReportText.Share(report["totalReturn"].Value ?? 0)} by {report.Trades.Count:#,0} trades.", ending);
            logger.LogInformation("Backtest {Backtest} is done: {Candles} candles in {Seconds:0.00} s", id, report.Subject.Candles, report.Subject.Took.TotalSeconds);
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested && !ending.IsCancellationRequested)
        {
            await End(record with { Status = BacktestStatus.Cancelled, Fault = "It was cancelled." }, null, $"The backtest {record.Name} was cancelled.", ending);
        }
        catch (ArgumentException refused)
        {
            await End(record with { Status = BacktestStatus.Failed, Fault = refused.Message }, null, $"The backtest {record.Name} could not be run: {refused.Message}", ending);
        }
        catch (Exception exception) when (!ending.IsCancellationRequested)
        {
            logger.LogError(exception, "Backtest {Backtest} failed", id);
            await End(record with { Status = BacktestStatus.Failed, Fault = "It failed by a fault of the program; the log has the details." }, null, $"The backtest {record.Name} failed.", ending);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    /// <summary>What is learnt later changes nothing about a run that was asked for.</summary>
    private async Task<BacktestRequest> WithLearnt(BacktestRequest request, CancellationToken cancel)
    {
        string[] markets = [.. request.Markets.Distinct()];
        if (request.Fills != FillSource.Learnt || (request.Learnt is { } known && known.Select(k => k.Market).SequenceEqual(markets)))
            return request.Fills == FillSource.Learnt ? request : request with { Learnt = null };
        await fills.Read(cancel);
        return request with { Learnt = [.. markets.Select(m => fills.Of(MarketId.TryParse(m, out var market) ? market : throw new ArgumentException($"'{m}' is not a market: use exchange:BASE/QUOTE.")))] };
    }

    private async Task End(BacktestRecord record, BacktestReport? report, string text, CancellationToken cancel)
    {
        var told = new DomainEvent { At = time.GetUtcNow(), Topic = EventTopic.Backtests, Kind = $"backtest-{record.Status.ToString().ToLowerInvariant()}", Text = text, Subject = record.Id.ToString() };
        await store.Save(record, report, told, cancel);
        events.Committed();
    }

    private static string Short(IReadOnlyList<string> markets) => markets.Count <= 3 ? string.Join(", ", markets) : $"{string.Join(", ", markets.Take(2))} and {markets.Count - 2} more";
}
