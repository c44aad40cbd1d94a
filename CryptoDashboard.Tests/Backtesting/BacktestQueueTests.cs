using CryptoDashboard.Backtests;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>Backtests asked for by a person, on a real database, in the background of a running desk.</summary>
public sealed class BacktestQueueTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    private static readonly BacktestRequest Request = new() { Name = "RSI on minutes", Markets = [$"{Market}"], Timeframe = "1m", Strategy = "rsi-cross", Capital = 10_000, TradeShare = 1 };

    [Fact]
    public async Task A_run_is_kept_with_its_report_its_headline_and_an_event()
    {
        await using var desk = await Start();
        await desk.Store(Market, Builders.Candles.Simulated(5_000));

        var id = await desk.Get<BacktestQueue>().Enqueue(Request, "ada", default);
        var record = await Ended(desk, id);

        var report = (await desk.Get<IBacktestStore>().Report(id, default))!;
        Assert.Equal((BacktestStatus.Done, "ada", 5_000L), (record.Status, record.By, record.Candles));
        Assert.Equal((report["totalReturn"].Value, report.Trades.Count, report.Warnings.Count), (record.TotalReturn, record.Trades, record.Warnings));
        Assert.NotEmpty(report.Trades);
        Assert.Contains(await desk.Get<IEventLog>().OfTopic(EventTopic.Backtests, 5, default), e => e.Kind == "backtest-done" && e.Subject == $"{id}");
    }

    [Fact]
    public async Task The_same_request_gives_the_same_report()
    {
        await using var desk = await Start();
        await desk.Store(Market, Builders.Candles.Simulated(3_000));
        var queue = desk.Get<BacktestQueue>();

        var (first, second) = (await queue.Enqueue(Request, "ada", default), await queue.Enqueue(Request, "ada", default));
        await Ended(desk, first);
        await Ended(desk, second);

        Assert.Equal(await Figures(desk, first), await Figures(desk, second));
    }

    [Fact]
    public async Task A_run_with_fills_as_learnt_keeps_the_version_it_was_asked_with_and_asked_again_gives_the_same()
    {
        await using var desk = await Start();
        await desk.Store(Market, Builders.Candles.Simulated(3_000));
        var (queue, store, lessons) = (desk.Get<BacktestQueue>(), desk.Get<IBacktestStore>(), desk.Get<IFillStore>());
        await lessons.Keep([Lesson(Some.Noon, latency: 50)], default);

        var first = await Ended(desk, await queue.Enqueue(Request with { Fills = FillSource.Learnt }, "ada", default));
        await lessons.Keep([Lesson(Some.Noon.AddDays(1), latency: 20_000)], default);
        var again = await Ended(desk, await queue.Enqueue(BacktestRequest.FromJson(first.Request), "ada", default));
        var anew = await Ended(desk, await queue.Enqueue(Request with { Fills = FillSource.Learnt }, "ada", default));

        async Task<LearntOutcomes> Learnt(BacktestRecord record) => (await store.Report(record.Id, default))!.Subject.Learnt!;
        var (one, two, three) = (await Learnt(first), await Learnt(again), await Learnt(anew));
        Assert.Equal((Some.Noon, Some.Noon, Some.Noon.AddDays(1)), (one.LearntAt, two.LearntAt, three.LearntAt));
        Assert.Equal(one.Outcomes, two.Outcomes);
        Assert.NotEqual(one.Outcomes, three.Outcomes);
        Assert.Equal(first.TotalReturn!.Value, one[FillLevel.Likely].TotalReturn, 9);
    }

    [Fact]
    public async Task A_run_without_candles_fails_with_a_sentence_that_says_what_to_do()
    {
        await using var desk = await Start();

        var record = await Ended(desk, await desk.Get<BacktestQueue>().Enqueue(Request, "ada", default));

        Assert.Equal(BacktestStatus.Failed, record.Status);
        Assert.Contains("Import or backfill them first", record.Fault);
        Assert.Null(await desk.Get<IBacktestStore>().Report(record.Id, default));
    }

    [Fact]
    public async Task What_cannot_be_run_is_refused_before_it_is_kept()
    {
        await using var desk = await Start();
        var queue = desk.Get<BacktestQueue>();

        await Assert.ThrowsAsync<ArgumentException>(() => queue.Enqueue(Request with { Strategy = "crystal-ball" }, "ada", default));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.Enqueue(Request with { TradeShare = 2 }, "ada", default));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.Enqueue(Request with { Parameters = new Dictionary<string, decimal> { ["length"] = 0 } }, "ada", default));
        Assert.Equal(0, (await desk.Get<IBacktestStore>().List(null, null, 0, 10, default)).Total);
    }

    [Fact]
    public async Task What_waited_or_ran_when_the_desk_ended_is_marked_as_interrupted_at_the_next_start()
    {
        var connection = await database.Make();
        int id;
        await using (var desk = await Desk.Start(connection, services => services.AddBacktesting()))
            id = await desk.Get<BacktestQueue>().Enqueue(Request, "ada", default);

        await using var next = await Desk.Start(connection, services => services.AddBacktesting().AddHostedService<BacktestHost>());
        var record = await Ended(next, id);

        Assert.Equal(BacktestStatus.Interrupted, record.Status);
        Assert.NotNull(record.Fault);
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_and_never_begins()
    {
        var connection = await database.Make();
        await using var desk = await Desk.Start(connection, services => services.AddBacktesting());
        var queue = desk.Get<BacktestQueue>();
        var id = await queue.Enqueue(Request, "ada", default);

        await queue.Cancel(id, default);

        Assert.Equal(BacktestStatus.Cancelled, (await desk.Get<IBacktestStore>().Find(id, default))!.Status);
    }

    [Fact]
    public async Task A_deleted_run_takes_its_report_along()
    {
        await using var desk = await Start();
        await desk.Store(Market, Builders.Candles.Simulated(1_000));
        var id = await desk.Get<BacktestQueue>().Enqueue(Request, "ada", default);
        await Ended(desk, id);

        await desk.Get<BacktestQueue>().Delete(id, default);

        Assert.Null(await desk.Get<IBacktestStore>().Find(id, default));
        Assert.Null(await desk.Get<IBacktestStore>().Report(id, default));
    }

    private static FillLesson Lesson(DateTimeOffset at, double latency) => new()
    {
        LearntAt = at,
        Exchange = Market.Exchange,
        Symbol = Market.Symbol.ToString(),
        Ranges = new Dictionary<FillPart, LearntRange> { [FillPart.Latency] = new(latency, latency, latency, 100) },
    };

    private async Task<Desk> Start() => await Desk.Start(await database.Make(), services => services.AddBacktesting().AddHostedService<BacktestHost>());

    private static async Task<BacktestRecord> Ended(Desk desk, int id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await desk.Get<IBacktestStore>().Find(id, patience.Token) is { IsUnfinished: false } ended)
                return ended;
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<string> Figures(Desk desk, int id)
    {
        var report = (await desk.Get<IBacktestStore>().Report(id, default))!;
        return ReportJson.Write(report with { Subject = report.Subject with { MadeAt = default, Took = default } });
    }
}
