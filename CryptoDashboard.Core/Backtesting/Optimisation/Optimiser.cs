using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// Tries combinations on candles that are read once and shared by all. The trials of a batch run side by side, on threads of their own:
/// those of the pool, on which bots decide, are never all busy with trials. What is tried and what comes of it does not depend on how many.
/// </summary>
/// <param name="series">With candles before the start to warm up by, where there are some.</param>
/// <param name="rules">Filters and fees of the market.</param>
/// <param name="threads">At least 1.</param>
public sealed class Optimiser(OptimisationPlan plan, CandleSeries series, TradingRules rules, int threads)
{
    private long _candles;

    /// <summary>Candles handled by trials so far.</summary>
    public long Candles => Interlocked.Read(ref _candles);

    /// <summary>Tries combinations on a stretch of time until there are as many trials as the plan wants, or nothing is left to try.</summary>
    /// <param name="before">Trials of an earlier life; whole batches.</param>
    /// <param name="skipped">As it was then.</param>
    /// <param name="keep">Called after each batch, in order; the next one waits for it.</param>
    /// <param name="tried">Called on the trial's thread with the number of trials done.</param>
    /// <returns>All trials, in the order of their numbers, and what was skipped.</returns>
    /// <exception cref="ArgumentException">The plan has faults, or there are no candles in the stretch.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was kept is whole batches.</exception>
    public async Task<(IReadOnlyList<Trial> Trials, long Skipped)> Search(
        (DateTimeOffset From, DateTimeOffset To) stretch, IReadOnlyList<Trial> before, long skipped, Func<TrialBatch, Task>? keep, Action<int>? tried, CancellationToken cancel)
    {
        var space = plan.Space();
        var search = Backtesting.Optimisation.Search.Of(plan.Method, space, plan.Seed);
        var all = before.ToList();
        var known = all.ConvertAll(t => new Tried(space.PlaceOf(t.Values()), t.Score));
        search.TakeUp(known, skipped);
        var goal = plan.TrialsOf(space);
        while (all.Count < goal)
        {
            var places = search.Next(Math.Min(search.Batch, goal - all.Count), known);
            if (places.Count == 0)
                break;
            var batch = await Run(places, space, stretch, all.Count, tried, cancel);
            for (var i = 0; i < batch.Length; i++)
            {
                all.Add(batch[i].Trial);
                known.Add(new(places[i], batch[i].Trial.Score));
            }
            if (keep is not null)
                await keep(new([.. batch.Select(b => b.Trial)], [.. batch.Select(b => b.Returns)], search.Skipped));
        }
        return (all, search.Skipped);
    }

    /// <summary>One backtest of a combination on a stretch.</summary>
    public BacktestResult Try(ParameterSet parameters, (DateTimeOffset From, DateTimeOffset To) stretch, decimal? capital, CancellationToken cancel)
    {
        var result = Backtest.Run(plan.Settings(parameters, series, rules, stretch.From, stretch.To, capital), [series], progress: null, cancel);
        Interlocked.Add(ref _candles, result.Candles);
        return result;
    }

    /// <summary>The best trial: the highest score, of equals the first. Null when none has one.</summary>
    public static Trial? Best(IEnumerable<Trial> trials) => trials.Where(t => t.Score is not null).MaxBy(t => t.Score);

    private async Task<(Trial Trial, TrialReturns Returns)[]> Run(
        IReadOnlyList<int[]> places, SearchSpace space, (DateTimeOffset From, DateTimeOffset To) stretch, int before, Action<int>? tried, CancellationToken cancel)
    {
        var results = new (Trial, TrialReturns)[places.Count];
        var (next, done) = (-1, before);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < places.Count; i = Interlocked.Increment(ref next))
                {
                    results[i] = Weigh(before + i + 1, space.At(places[i]), stretch, stop.Token);
                    tried?.Invoke(Interlocked.Increment(ref done));
                }
            }
            catch
            {
                // The others need not finish what will not be kept.
                stop.Cancel();
                throw;
            }
        }
        var workers = Enumerable.Range(0, Math.Clamp(threads, 1, places.Count))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default)).ToArray();
        try
        {
            await Task.WhenAll(workers);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // One failed and stopped the others: its fault is the one to tell.
            throw workers.First(w => w.Exception?.InnerException is { } inner && inner is not OperationCanceledException).Exception!.InnerException!;
        }
        return results;
    }

    private (Trial, TrialReturns) Weigh(int number, ParameterSet parameters, (DateTimeOffset From, DateTimeOffset To) stretch, CancellationToken cancel)
    {
        var run = Try(parameters, stretch, capital: null, cancel).Whole;
        var figures = TrialFigures.Of(run);
        var (score, lack) = plan.Objective.Weigh(figures);
        return (new Trial { Number = number, Parameters = parameters.ToJson(), Score = score, Lack = lack, Figures = figures }, TrialReturns.Of(number, run));
    }
}
