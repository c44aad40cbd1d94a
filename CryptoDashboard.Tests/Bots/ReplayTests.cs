using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Bots;

public sealed class ReplayTests(Database database)
{
    private static readonly MarketId Source = MarketId.Parse("binance:BTC/USDT");

    [Fact]
    public async Task A_replay_at_full_speed_gives_the_trades_and_the_equity_of_the_definition()
    {
        var candles = Builders.Candles.Simulated(6_000);
        await using var desk = await Desk.Start(await database.Make());
        await desk.Store(Source, candles);
        var run = await desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, speed: 0, loop: false, TestContext.Current.CancellationToken);
        var bot = await desk.MakeBot(Some.Bot(market: run.Market));
        await desk.Get<BotDesk>().Start(bot, TestContext.Current.CancellationToken);

        await PlayToEnd(desk, run.Id);

        await AssertOutcome(desk, bot, candles);
    }

    [Fact]
    public async Task Breakers_of_the_desk_count_no_loss_of_a_replay_and_keep_none_of_its_entries_back()
    {
        var candles = Builders.Candles.Simulated(6_000);
        await using var desk = await Desk.Start(await database.Make(), null, ("Breakers:LossesInARow", "1"));
        await desk.Store(Source, candles);
        var run = await desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, speed: 0, loop: false, TestContext.Current.CancellationToken);
        var bot = await desk.MakeBot(Some.Bot(market: run.Market));
        await desk.Get<BotDesk>().Start(bot, TestContext.Current.CancellationToken);
        desk.Get<TradingBlocks>().Set(TradingBlocks.Breaker + BreakerWatch.MarketMove, "A market of today moved too far.");

        await PlayToEnd(desk, run.Id);

        Assert.Contains(await desk.Get<IEventLog>().OfKind("trade-closed", 10_000, TestContext.Current.CancellationToken), e => e.Text.Contains("closed a trade: -", StringComparison.Ordinal));
        Assert.DoesNotContain(await desk.Get<IEventLog>().OfTopic(EventTopic.Risk, 10, TestContext.Current.CancellationToken), e => e.Text.Contains("in a row", StringComparison.Ordinal));
        Assert.All(desk.Get<BreakerWatch>().Breakers, breaker => Assert.Equal(BreakerPhase.Closed, breaker.Phase));
        await AssertOutcome(desk, bot, candles);
    }

    [Fact]
    public async Task Every_candle_of_a_replay_is_handled_once_and_the_books_balance()
    {
        var candles = Builders.Candles.Simulated(2_000);
        await using var desk = await Desk.Start(await database.Make());
        await desk.Store(Source, candles);
        var run = await desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, speed: 0, loop: false, TestContext.Current.CancellationToken);
        var bot = await desk.MakeBot(Some.Bot(market: run.Market));
        await desk.Get<BotDesk>().Start(bot, TestContext.Current.CancellationToken);

        await PlayToEnd(desk, run.Id);

        var (handled, late) = await desk.Get<SignalStore>().Counts(bot, TestContext.Current.CancellationToken);
        Assert.Equal((candles.Count, 0), (handled, late));
        Assert.All(await desk.Get<TradeStore>().LedgerSums(TestContext.Current.CancellationToken), sum => Assert.Equal(0m, sum.Value));
        var snapshot = await desk.Get<IBotStore>().Load(bot, TestContext.Current.CancellationToken);
        var balances = await desk.Get<TradeStore>().Balances($"bot:{bot}", TestContext.Current.CancellationToken);
        Assert.Equal(snapshot!.Progress.Cash, balances["USDT"]);
        Assert.Equal(snapshot.Position.Quantity.Value, balances.GetValueOrDefault("BTC"));
    }

    [Fact]
    public async Task A_looping_replay_goes_on_with_growing_times()
    {
        var candles = Builders.Candles.Simulated(50);
        await using var desk = await Desk.Start(await database.Make());
        await desk.Store(Source, candles);
        var run = await desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, speed: 0, loop: true, TestContext.Current.CancellationToken);
        var seen = new List<long>();
        var enough = new TaskCompletionSource();
        desk.Get<MarketHub>().CandleClosed += (_, closed) =>
        {
            if (closed.Timeframe != Timeframe.M1)
                return;
            seen.Add(closed.Candle.OpenMs);
            if (seen.Count == 125)
                enough.TrySetResult();
        };

        await desk.Get<ReplayDesk>().Start(run.Id, TestContext.Current.CancellationToken);
        await enough.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        await desk.Get<ReplayDesk>().Pause(run.Id, TestContext.Current.CancellationToken);

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task A_replay_over_nothing_is_refused_with_what_to_do()
    {
        await using var desk = await Desk.Start(await database.Make());

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, 0, false, TestContext.Current.CancellationToken));

        Assert.Contains("./run import --market binance:BTC/USDT", refusal.Message, StringComparison.Ordinal);
    }

    internal static async Task PlayToEnd(Desk desk, int run)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.LongPatience);
        var events = desk.Get<EventFeed>().Subscribe(0, limit.Token);
        await desk.Get<ReplayDesk>().Start(run, limit.Token);
        await foreach (var batch in events)
        {
            if (batch.Any(e => e.Kind == "replay-ended"))
                return;
        }
    }

    internal static async Task AssertOutcome(Desk desk, int bot, IReadOnlyList<Candle> candles)
    {
        var rules = TradingRules.Observed([.. candles.Take(500)]);
        var expected = Definition.Of([.. candles.Select(c => new Definition.Row(c.OpenMs, c.Open, c.Close))], 10_000, rules.LotSize, rules.MinNotional);
        Assert.True(expected.Trades.Count >= 3, "the candles must make the bot trade, or this test shows nothing");
        var snapshot = await desk.Get<IBotStore>().Load(bot, TestContext.Current.CancellationToken);
        var trades = (await desk.Get<TradeStore>().List(new HistoryFilter(bot, Open: false), 0, 10_000, TestContext.Current.CancellationToken)).Items;
        Assert.Equal(
            expected.Trades.Select(t => (t.OpenedMs, t.Bought, t.EntryPrice, t.ClosedMs, t.ExitPrice)),
            trades.Reverse().Select(t => (t.OpenedAt.ToUnixTimeMilliseconds(), t.Bought.Value, t.EntryPrice!.Value, t.ClosedAt!.Value.ToUnixTimeMilliseconds(), t.ExitPrice!.Value)));
        Assert.Equal(expected.Cash, snapshot!.Progress.Cash);
        Assert.Equal(expected.Held, snapshot.Position.Quantity.Value);
        Assert.Equal(expected.Equity, snapshot.Progress.Equity);
        var signals = await desk.Get<SignalStore>().Latest(bot, withHolds: false, 100_000, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Signals, signals.Count);
    }
}
