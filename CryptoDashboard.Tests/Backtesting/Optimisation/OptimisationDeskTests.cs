using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

/// <summary>Searches in the background, on a real database: kept, taken up, cancelled, counted.</summary>
public sealed class OptimisationDeskTests(Database database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_runs_to_its_verdict_and_everything_of_it_is_kept()
    {
        await using var desk = await Start(await database.Make());

        var id = await desk.Get<OptimisationDesk>().Enqueue(Searches.Plan(trials: 24, holdOut: 0.2, walk: new WalkForwardPlan(3, 2)), "ada", Cancel);
        var done = await Ended(desk, id);

        Assert.Equal((OptimisationStatus.Done, null), (done.Status, done.Fault));
        Assert.Equal(done.Goal, done.Done);
        Assert.Equal(24, (await Store(desk).Trials(id, 0, Cancel)).Count);
        Assert.Equal(24, (await Store(desk).Returns(id, Cancel)).Count);
        Assert.Equal(4, (await Store(desk).Steps(id, Cancel)).Count);
        Assert.Equal(done.ReadVerdict()!.Passed, done.Passed);
        var best = Optimiser.Best(await Store(desk).Trials(id, 0, Cancel))!;
        Assert.Equal((best.Score, best.Parameters), (done.BestScore, done.BestParameters));
        var check = Assert.Single(await desk.Get<IOverfitChecks>().Since("rsi-cross", Some.Market, Core.Time.Timeframe.M1, DateTimeOffset.UnixEpoch, Cancel));
        Assert.Equal((best.Parameters, done.Passed, id), (check.Parameters, check.Passed, check.OptimisationId));
    }

    [Fact]
    public async Task What_is_kept_is_what_the_search_found_without_a_database()
    {
        await using var desk = await Start(await database.Make());
        var plan = Searches.Plan(SearchMethod.Tpe, trials: 36);

        var id = await desk.Get<OptimisationDesk>().Enqueue(plan, "ada", Cancel);
        await Ended(desk, id);

        var rules = Core.Markets.TradingRules.Observed(Searches.Series().Candles.Span[..2_000].ToArray());
        var alone = await new OptimisationStudy(plan, Searches.Series(), rules, 1).Run(OptimisationBefore.Nothing, null, null, null, null, null, Cancel);
        Assert.Equal(alone.Trials.Select(t => (t.Number, t.Parameters, t.Score)), (await Store(desk).Trials(id, 0, Cancel)).Select(t => (t.Number, t.Parameters, t.Score)));
    }

    [Fact]
    public async Task A_search_that_the_end_of_the_desk_interrupted_goes_on_and_finds_the_same()
    {
        var connection = await database.Make();
        var plan = Searches.Plan(SearchMethod.Tpe, trials: 900);
        int id;
        await using (var first = await Start(connection))
        {
            id = await first.Get<OptimisationDesk>().Enqueue(plan, "ada", Cancel);
            await Eventually.Be(() => first.Get<OptimisationDesk>().PaceOf(id)?.Done > 24, "the first batches");
        }

        await using var second = await Start(connection, stored: true);
        var before = Find(second, id);
        var done = await Ended(second, id);

        Assert.InRange(before.Done, 12, 899);
        Assert.Equal(0, before.Done % 12);
        Assert.Equal(900, done.Done);
        var trials = await Store(second).Trials(id, 0, Cancel);
        Assert.Equal(Enumerable.Range(1, 900), trials.Select(t => t.Number));
        var rules = Core.Markets.TradingRules.Observed(Searches.Series().Candles.Span[..2_000].ToArray());
        var alone = await new OptimisationStudy(plan, Searches.Series(), rules, 2).Run(OptimisationBefore.Nothing, null, null, null, null, null, Cancel);
        Assert.Equal(alone.Trials.Select(t => (t.Parameters, t.Score)), trials.Select(t => (t.Parameters, t.Score)));
    }

    [Fact]
    public async Task Cancelled_it_keeps_what_it_tried_and_can_go_on()
    {
        await using var desk = await Start(await database.Make());
        var id = await desk.Get<OptimisationDesk>().Enqueue(Searches.Plan(trials: 900), "ada", Cancel);
        await Eventually.Be(() => desk.Get<OptimisationDesk>().PaceOf(id)?.Done > 0, "the first trial");

        await desk.Get<OptimisationDesk>().Cancel(id, Cancel);
        await Eventually.Be(() => Find(desk, id).Status == OptimisationStatus.Cancelled, "the end");
        var kept = (await Store(desk).Trials(id, 0, Cancel)).Count;
        await desk.Get<OptimisationDesk>().GoOn(id, Cancel);
        var done = await Ended(desk, id);

        Assert.InRange(kept, 0, 899);
        Assert.Equal((OptimisationStatus.Done, 900), (done.Status, done.Done));
    }

    [Fact]
    public async Task Every_try_on_overlapping_candles_counts_even_of_a_search_that_was_deleted()
    {
        await using var desk = await Start(await database.Make());
        var first = await desk.Get<OptimisationDesk>().Enqueue(Searches.Plan(trials: 24), "ada", Cancel);
        await Ended(desk, first);
        await desk.Get<OptimisationDesk>().Delete(first, Cancel);

        var second = await desk.Get<OptimisationDesk>().Enqueue(Searches.Plan(trials: 12) with { Seed = 9 }, "ada", Cancel);
        var done = await Ended(desk, second);

        Assert.Equal(36, done.ReadVerdict()!.Tries);
        Assert.Contains("After 36 tries on these candles", done.ReadVerdict()!.Sentences[1], StringComparison.Ordinal);
        Assert.Equal(0, await desk.Get<ITryBook>().Count("rsi-cross", Some.Market, Core.Time.Timeframe.M1, Builders.Candles.Start.AddDays(10), Builders.Candles.Start.AddDays(20), Cancel));
        Assert.Equal(0, await desk.Get<ITryBook>().Count("macd-cross", Some.Market, Core.Time.Timeframe.M1, Builders.Candles.Start, Builders.Candles.Start.AddDays(20), Cancel));
    }

    [Fact]
    public async Task A_search_without_candles_fails_in_words()
    {
        await using var desk = await Start(await database.Make());

        var id = await desk.Get<OptimisationDesk>().Enqueue(Searches.Plan() with { Market = "paper:ETH/USDT" }, "ada", Cancel);
        var failed = await Ended(desk, id);

        Assert.Equal(OptimisationStatus.Failed, failed.Status);
        Assert.Equal("There are no 1m candles of paper:ETH/USDT. Import or backfill them first.", failed.Fault);
    }

    private static async Task<Desk> Start(string connection, bool stored = false)
    {
        if (!stored)
        {
            await using var before = await Desk.Start(connection);
            await before.Store(Some.Market, [.. Searches.Series().Candles.ToArray()]);
        }
        return await Desk.Start(connection, services => services.AddHostedService<CryptoDashboard.Backtests.OptimiserHost>());
    }

    private static IOptimisationStore Store(Desk desk) => desk.Get<IOptimisationStore>();

    private static Core.Backtesting.Optimisation.Optimisation Find(Desk desk, int id) => Store(desk).Find(id, Cancel).GetAwaiter().GetResult()!;

    private static async Task<Core.Backtesting.Optimisation.Optimisation> Ended(Desk desk, int id)
    {
        await foreach (var batch in desk.Get<EventFeed>().Subscribe(0, Cancel))
        {
            if (batch.Any(e => e.Topic == EventTopic.Optimiser && e.Subject == id.ToString() && e.Kind is "optimisation-ended" or "optimisation-failed"))
                break;
        }
        return Find(desk, id);
    }
}
