using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>A plan from the first trial through its walk-forward to the verdict; with or without a database, from the start or from where it stood.</summary>
public sealed class OptimisationStudy
{
    private readonly OptimisationPlan _plan;
    private readonly Optimiser _optimiser;
    private readonly int _goal;

    /// <exception cref="ArgumentException">The plan has faults, or the candles are too few for it: a sentence for each.</exception>
    public OptimisationStudy(OptimisationPlan plan, CandleSeries series, TradingRules rules, int threads)
    {
        var faults = plan.Faults();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults.Select(f => f.Fault)), nameof(plan));
        (_plan, _optimiser) = (plan, new Optimiser(plan, series, rules, threads));
        _goal = plan.TrialsOf(plan.Space());
        (From, To) = Stretch(plan, series);
        Split = plan.HoldOut == 0 ? To : series.Timeframe.OpenOf(To - ((To - From) * plan.HoldOut));
        if (Split <= From)
            throw new ArgumentException("Keeping so much out leaves nothing to search on.", nameof(plan));
        if (plan.WalkForward is { } walk && walk.Windows(From, To).Count == 0)
            throw new ArgumentException($"The candles cover {(To - From).TotalDays:0} days, too few for a window of {walk.InSampleDays} and {walk.OutOfSampleDays}.", nameof(plan));
    }

    public DateTimeOffset From { get; }

    /// <summary>Where the searched stretch ends and the one that was kept out begins; the end where none is.</summary>
    public DateTimeOffset Split { get; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Trials, those of every window included, that there will be at most.</summary>
    public int Goal => _goal * (1 + (_plan.WalkForward?.Windows(From, To).Count ?? 0));

    public long Candles => _optimiser.Candles;

    /// <param name="before">What is known from an earlier life.</param>
    /// <param name="keep">Called after each batch.</param>
    /// <param name="keepStep">Called after each window of the walk-forward.</param>
    /// <param name="returns">Reads the returns of all trials; null where they are those of this life alone.</param>
    /// <param name="tries">How often this strategy was tried on these candles ever; null counts this run alone.</param>
    public async Task<OptimisationOutcome> Run(
        OptimisationBefore before, Func<TrialBatch, Task>? keep, Func<WalkForwardStep, Task>? keepStep, Func<Task<IReadOnlyList<TrialReturns>>>? returns, Func<Task<int>>? tries, Action<OptimisationProgress>? progress, CancellationToken cancel)
    {
        var own = new List<TrialReturns>();
        var (trials, skipped) = await _optimiser.Search(
            (From, Split), before.Trials, before.Skipped,
            async batch =>
            {
                if (returns is null)
                    own.AddRange(batch.Returns);
                if (keep is not null)
                    await keep(batch);
            },
            done => progress?.Invoke(new(done, Goal, Candles, "searching")), cancel);
        var walk = _plan.WalkForward is null ? null : await WalkForward.Run(
            _plan, _optimiser, (From, To), before.Steps, keepStep,
            (window, done) => progress?.Invoke(new(trials.Count + (window * _goal) + done, Goal, Candles, $"walking forward, window {window + 1}")), cancel);
        // Judged last: the windows' trials are tries on these candles too, and the verdict must not know of fewer than were made.
        var all = trials.Count + (walk?.Steps.Sum(s => s.Trials) ?? 0);
        progress?.Invoke(new(all, Goal, Candles, "checking for overfitting"));
        var best = Optimiser.Best(trials);
        var verdict = best is null ? null : Judge(best, trials, returns is null ? own : await returns(), tries is null ? all : await tries(), cancel);
        return new(trials, skipped, best, verdict, walk);
    }

    private OverfitVerdict Judge(Trial best, IReadOnlyList<Trial> trials, IReadOnlyList<TrialReturns> returns, int tries, CancellationToken cancel)
    {
        var run = _optimiser.Try(best.Values(), (From, Split), capital: null, cancel).Whole;
        var heldOut = Split < To ? TrialFigures.Of(_optimiser.Try(best.Values(), (Split, To), capital: null, cancel).Whole) : null;
        return OverfitVerdict.Of(best, run, trials, returns, tries, heldOut, cancel);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Stretch(OptimisationPlan plan, CandleSeries series)
    {
        var (first, end) = (plan.From is { } from ? series.IndexOf(from) : 0, plan.To is { } to ? series.IndexOf(to) : series.Candles.Length);
        if (end - first < 2)
            throw new ArgumentException($"There are no {series.Timeframe} candles of {series.Market} in that stretch. Import or backfill them first.", nameof(plan));
        var span = series.Candles.Span;
        return (span[first].OpenTime, span[end - 1].OpenTime + series.Timeframe.Duration);
    }
}
