using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

/// <summary>Whole optimisations on simulated candles.</summary>
public sealed class OptimisationStudyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SearchMethod.Random)]
    [InlineData(SearchMethod.Tpe)]
    public async Task The_result_is_the_same_on_any_number_of_threads(SearchMethod method)
    {
        var plan = Searches.Plan(method, trials: 48);

        var one = await Run(Searches.Study(plan, threads: 1));
        var four = await Run(Searches.Study(plan, threads: 4));

        Assert.Equal(one.Trials, four.Trials);
        Assert.Equal(one.Verdict!.Sentences, four.Verdict!.Sentences);
    }

    [Fact]
    public async Task A_trial_is_the_backtest_of_its_parameters()
    {
        var plan = Searches.Plan(trials: 5);
        var study = Searches.Study(plan);

        var outcome = await Run(study);

        Assert.All(outcome.Trials, trial =>
        {
            var run = Backtest.Run(plan.Settings(trial.Values(), Searches.Series(), Some.Rules, study.From, study.Split), [Searches.Series()], null, Cancel).Whole;
            Assert.Equal(run.Trades.Count, trial.Figures.Trades);
            Assert.Equal((double)(run.FinalEquity / run.StartEquity) - 1, trial.Figures.TotalReturn!.Value, 9);
        });
    }

    [Fact]
    public async Task The_search_never_sees_what_is_kept_out()
    {
        var plan = Searches.Plan(trials: 12, holdOut: 0.3);
        var (series, study) = (Searches.Series(), Searches.Study(plan));
        var without = new OptimisationStudy(plan with { HoldOut = 0, To = study.Split }, series, Some.Rules, 2);

        var (with, alone) = (await Run(study), await Run(without));

        Assert.Equal(alone.Trials, with.Trials);
        Assert.NotNull(with.Verdict!.HeldOut);
        Assert.Null(alone.Verdict!.HeldOut);
    }

    [Fact]
    public async Task What_was_kept_of_an_earlier_life_is_not_tried_again_and_changes_nothing()
    {
        var plan = Searches.Plan(SearchMethod.Tpe, trials: 48);
        var kept = new List<TrialBatch>();
        var whole = await Searches.Study(plan).Run(OptimisationBefore.Nothing, Keep(kept), null, null, null, null, Cancel);

        var before = kept.Take(2).ToList();
        var again = new List<TrialBatch>();
        var after = await Searches.Study(plan).Run(new([.. before.SelectMany(b => b.Trials)], before[^1].Skipped, []), Keep(again), null, () => Task.FromResult<IReadOnlyList<TrialReturns>>([.. kept.SelectMany(b => b.Returns)]), null, null, Cancel);

        Assert.Equal(whole.Trials, after.Trials);
        Assert.Equal(whole.Verdict!.Sentences, after.Verdict!.Sentences);
        Assert.Equal(48 - before.Sum(b => b.Trials.Count), again.Sum(b => b.Trials.Count));
    }

    [Fact]
    public async Task Cancelled_it_ends_between_whole_batches()
    {
        using var stop = new CancellationTokenSource();
        var kept = new List<TrialBatch>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Searches.Study(Searches.Plan(SearchMethod.Tpe, trials: 200)).Run(
            OptimisationBefore.Nothing,
            batch =>
            {
                kept.Add(batch);
                if (kept.Count == 2)
                    stop.Cancel();
                return Task.CompletedTask;
            },
            null, null, null, null, stop.Token));

        Assert.Equal(24, kept.Sum(b => b.Trials.Count));
    }

    [Fact]
    public async Task Progress_tells_every_trial()
    {
        var told = new System.Collections.Concurrent.ConcurrentBag<int>();

        await Searches.Study(Searches.Plan(trials: 20)).Run(OptimisationBefore.Nothing, null, null, null, null, p => told.Add(p.Done), Cancel);

        Assert.Equal(20, told.Max());
        Assert.Equal(Enumerable.Range(1, 20), told.Distinct().Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_walk_forward_chooses_on_the_past_and_trades_on_with_what_is_left(bool anchored)
    {
        var plan = Searches.Plan(trials: 12, walk: new WalkForwardPlan(3, 2, anchored));
        var study = Searches.Study(plan);

        var walk = (await Run(study)).WalkForward!;

        Assert.Equal(4, walk.Steps.Count);
        Assert.All(walk.Steps, s => Assert.Equal(anchored ? study.From : s.Split.AddDays(-3), s.From));
        Assert.Equal(walk.Steps.Skip(1).Select(s => Math.Round(s.Equity[0].Equity, 6)), walk.Steps.SkipLast(1).Select(s => Math.Round(s.Equity[^1].Equity, 6)));
        Assert.Equal(10_000 * walk.Steps.Aggregate(1d, (all, s) => all * (1 + s.OutOfSample!.TotalReturn!.Value)), walk.Equity[^1].Equity, 2);
        Assert.True(walk.Efficiency.Value is not null || walk.Efficiency.Refusal is not null);
    }

    [Fact]
    public async Task A_walk_forward_goes_on_at_the_window_it_stood_at()
    {
        var plan = Searches.Plan(trials: 12, walk: new WalkForwardPlan(3, 2));
        var whole = await Run(Searches.Study(plan));
        var again = new List<WalkForwardStep>();

        var after = await Searches.Study(plan).Run(
            new(whole.Trials, whole.Skipped, [.. whole.WalkForward!.Steps.Take(3)]), null, step => { again.Add(step); return Task.CompletedTask; },
            () => Task.FromResult<IReadOnlyList<TrialReturns>>([]), null, null, Cancel);

        Assert.Single(again);
        Assert.Equal(whole.WalkForward.Equity, after.WalkForward!.Equity);
    }

    [Fact]
    public async Task The_trials_of_the_windows_are_tries_that_the_verdict_knows_of()
    {
        var outcome = await Run(Searches.Study(Searches.Plan(trials: 12, walk: new WalkForwardPlan(3, 2))));

        Assert.Equal(12 + outcome.WalkForward!.Steps.Sum(s => s.Trials), outcome.Verdict!.Tries);
    }

    [Fact]
    public async Task Guards_are_searched_for_beside_the_parameters_and_are_those_of_a_backtest_with_them()
    {
        var plan = Searches.Plan(SearchMethod.Grid) with
        {
            Ranges = new Dictionary<string, ParameterRange> { ["length"] = new(7, 9, 2), ["stop-loss"] = new(0.005m, 0.01m, 0.005m) },
            Guards = (RiskProfile.Default with { Stops = new StopPlan { TakeProfit = 0.02m } }).ToJson(),
        };

        var outcome = await Run(Searches.Study(plan));

        Assert.Equal(4, outcome.Trials.Count);
        Assert.All(outcome.Trials, trial =>
        {
            var (own, risk) = plan.Split(trial.Values());
            Assert.DoesNotContain("stop-loss", own.Values.Keys);
            Assert.Equal(new StopPlan { StopLoss = trial.Values()["stop-loss"], TakeProfit = 0.02m }, risk.Stops);
            var asked = plan with { Ranges = new Dictionary<string, ParameterRange> { ["length"] = ParameterRange.Fixed(own["length"]) }, Guards = risk.ToJson() };
            var run = Backtest.Run(asked.Settings(own, Searches.Series(), Some.Rules, Searches.Study(plan).From, Searches.Study(plan).To), [Searches.Series()], null, Cancel).Whole;
            Assert.Equal((double)(run.FinalEquity / run.StartEquity) - 1, trial.Figures.TotalReturn!.Value, 9);
        });
        Assert.Equal(4, outcome.Trials.Select(t => t.Figures.TotalReturn).Distinct().Count());
    }

    [Fact]
    public void A_plan_for_which_the_candles_are_too_few_is_refused_in_words() =>
        Assert.Contains("too few for a window", Assert.Throws<ArgumentException>(() => Searches.Study(Searches.Plan(walk: new WalkForwardPlan(300, 30)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_plan_survives_its_JSON()
    {
        var plan = Searches.Plan(SearchMethod.Tpe, walk: new WalkForwardPlan(3, 2), holdOut: 0.25);

        var again = OptimisationPlan.FromJson(plan.ToJson());

        Assert.Equal(plan.ToJson(), again.ToJson());
        Assert.Equal(plan.Ranges["length"], again.Ranges["length"]);
        Assert.Empty(again.Faults());
    }

    private static Task<OptimisationOutcome> Run(OptimisationStudy study) => study.Run(OptimisationBefore.Nothing, null, null, null, null, null, Cancel);

    private static Func<TrialBatch, Task> Keep(List<TrialBatch> kept) => batch =>
    {
        kept.Add(batch);
        return Task.CompletedTask;
    };
}
