using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Performance;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>One life of a stored search: from its candles to its verdict, with what it tries kept about once a second.</summary>
internal sealed class OptimisationRun : IDisposable
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    private readonly IOptimisationStore _store;
    private readonly OptimisationData _data;
    private readonly ITryBook _tries;
    private readonly EventFeed _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _host;
    private readonly CancellationTokenSource _stop;
    private readonly long _started;
    private readonly double _secondsBefore;
    private readonly List<TrialBatch> _unkept = [];
    private readonly List<WalkForwardStep> _unkeptSteps = [];
    private readonly Lock _gate = new();
    private Optimisation _now;
    private OptimisationProgress _progress;
    private int _before;
    private int _steps;
    private long _kept;
    private long _told;

    public OptimisationRun(
        Optimisation optimisation, IOptimisationStore store, OptimisationData data, ITryBook tries, EventFeed events, TimeProvider time, ILogger logger, CancellationToken host)
    {
        (_now, _store, _data, _tries, _events, _time, _logger, _host) = (optimisation, store, data, tries, events, time, logger, host);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(host);
        (_started, _secondsBefore, _before) = (time.GetTimestamp(), optimisation.Seconds, optimisation.Done);
        // The first batch that is kept is told at once.
        (_kept, _told) = (_started, 0);
        _progress = new(optimisation.Done, optimisation.Goal, 0, "reading candles");
    }

    public OptimisationPace Pace
    {
        get
        {
            lock (_gate)
                return new(Math.Max(_progress.Done, _before), _before, Math.Max(_progress.All, _now.Goal), _progress.Candles, _time.GetElapsedTime(_started), _progress.Stage);
        }
    }

    public Task Cancel() => _stop.CancelAsync();

    public async Task Run()
    {
        try
        {
            await Search();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await Stopped();
        }
        catch (ArgumentException fault)
        {
            await Failed(fault.Message.Split(" (Parameter", 2)[0]);
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "The optimisation {Optimisation} failed", _now.Id);
            await Failed("It failed for a reason that the log tells. What it tried is kept; let it go on when the cause is gone.");
        }
    }

    public void Dispose() => _stop.Dispose();

    internal static DomainEvent Told(Optimisation optimisation, string kind, string text, TimeProvider time) => new()
    {
        At = time.GetUtcNow(),
        Topic = EventTopic.Optimiser,
        Kind = kind,
        Market = optimisation.Market.ToString(),
        Text = text,
        Subject = optimisation.Id.ToString(),
    };

    private async Task Search()
    {
        var plan = _now.ReadPlan();
        var (series, rules) = await _data.Read(plan, _stop.Token);
        var study = new OptimisationStudy(plan, series, rules, Environment.ProcessorCount);
        var before = new OptimisationBefore(await _store.Trials(_now.Id, 0, _stop.Token), _now.Skipped, await _store.Steps(_now.Id, _stop.Token));
        _steps = before.Steps.Count;
        _now = _now with { Status = OptimisationStatus.Running, From = study.From, Split = study.Split, To = study.To, Goal = study.Goal };
        await Save(null, "optimisation-started", $"The optimisation {_now.Name} runs{(before.Trials.Count > 0 ? $" again from trial {before.Trials.Count:#,0}" : "")}.");
        var outcome = await study.Run(before, Keep, Keep, Returns, Tries, Note, _stop.Token);
        await Flush(_stop.Token);
        var verdict = outcome.Verdict;
        _now = _now with { Status = OptimisationStatus.Done, Skipped = outcome.Skipped, Passed = verdict?.Passed, Verdict = verdict is null ? null : Optimisation.Write(verdict), Seconds = Seconds() };
        await Save(
            verdict is null ? null : CheckOf(outcome.Best!, verdict), "optimisation-ended",
            verdict is null ? $"The optimisation {_now.Name} ended: no trial met its conditions." : $"The optimisation {_now.Name} ended. {verdict.Sentences[0]}");
    }

    private OverfitCheck CheckOf(Trial best, OverfitVerdict verdict) => new()
    {
        At = _time.GetUtcNow(),
        Strategy = _now.Strategy,
        Market = _now.Market,
        Timeframe = _now.Timeframe,
        Parameters = _now.ReadPlan().Split(best.Values()).Strategy.ToJson(),
        Passed = verdict.Passed,
        Sentence = verdict.Sentences[0],
        OptimisationId = _now.Id,
    };

    private async Task<IReadOnlyList<TrialReturns>> Returns()
    {
        await Flush(_stop.Token);
        return await _store.Returns(_now.Id, _stop.Token);
    }

    private async Task<int> Tries() => await _tries.Count(_now.Strategy, _now.Market, _now.Timeframe, _now.From!.Value, _now.Split!.Value, _stop.Token);

    private void Note(OptimisationProgress progress)
    {
        // Trials end on several threads: the largest number is the newest.
        lock (_gate)
            _progress = progress.Done >= _progress.Done || progress.Stage != _progress.Stage ? progress : _progress;
    }

    private async Task Keep(TrialBatch batch)
    {
        _unkept.Add(batch);
        if (_time.GetElapsedTime(_kept) >= KeepEvery)
            await Flush(_stop.Token);
    }

    private async Task Keep(WalkForwardStep step)
    {
        _unkeptSteps.Add(step);
        await Flush(_stop.Token);
    }

    /// <summary>Keeps what was tried; while the database is away the search waits, and nothing is lost.</summary>
    private async Task Flush(CancellationToken cancel)
    {
        if (_unkept.Count == 0 && _unkeptSteps.Count == 0)
            return;
        var best = Optimiser.Best(_unkept.SelectMany(b => b.Trials));
        _now = _now with
        {
            Done = _now.Done + _unkept.Sum(b => b.Trials.Count) + _unkeptSteps.Sum(s => s.Trials),
            Skipped = _unkept.Count > 0 ? _unkept[^1].Skipped : _now.Skipped,
            BestScore = best?.Score > (_now.BestScore ?? double.NegativeInfinity) ? best.Score : _now.BestScore,
            BestParameters = best?.Score > (_now.BestScore ?? double.NegativeInfinity) ? best.Parameters : _now.BestParameters,
            Seconds = Seconds(),
        };
        var told = _time.GetElapsedTime(_told) >= TellEvery || _unkeptSteps.Count > 0 ? Told(_now, "optimisation-went-on", $"The optimisation {_now.Name} has tried {_now.Done:#,0} of {_now.Goal:#,0}.", _time) : null;
        while (true)
        {
            try
            {
                await _store.Append(_now, _unkept, _steps, _unkeptSteps, told, cancel);
                break;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _logger.LogWarning("Trials of the optimisation {Optimisation} wait for the database: {Reason}", _now.Id, exception.Message);
                await Task.Delay(KeepEvery, _time, cancel);
            }
        }
        _steps += _unkeptSteps.Count;
        _unkept.Clear();
        _unkeptSteps.Clear();
        _kept = _time.GetTimestamp();
        if (told is null)
            return;
        _told = _kept;
        _events.Committed();
    }

    /// <summary>By a person it is cancelled; by the end of the desk it stays running, for the next start.</summary>
    private async Task Stopped()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await Flush(limit.Token);
            if (_host.IsCancellationRequested)
                return;
            _now = _now with { Status = OptimisationStatus.Cancelled, Seconds = Seconds() };
            await Save(null, "optimisation-cancelled", $"The optimisation {_now.Name} was cancelled after {_now.Done:#,0} trials.");
        }
        catch (Exception exception)
        {
            _logger.LogWarning("The last trials of the optimisation {Optimisation} were not kept; they will be tried again: {Reason}", _now.Id, exception.Message);
        }
    }

    private async Task Failed(string fault)
    {
        _now = _now with { Status = OptimisationStatus.Failed, Fault = fault, Seconds = Seconds() };
        try
        {
            await Save(null, "optimisation-failed", $"The optimisation {_now.Name} failed: {fault}");
        }
        catch (Exception exception)
        {
            _logger.LogWarning("That the optimisation {Optimisation} failed was not kept; the next start tries it again: {Reason}", _now.Id, exception.Message);
        }
    }

    private async Task Save(OverfitCheck? check, string kind, string text)
    {
        await _store.Save(_now, check, Told(_now, kind, text, _time), CancellationToken.None);
        _events.Committed();
    }

    private double Seconds() => _secondsBefore + _time.GetElapsedTime(_started).TotalSeconds;
}
