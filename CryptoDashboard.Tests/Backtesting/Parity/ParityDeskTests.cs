using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Bots;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Tests.Backtesting.Parity;

/// <summary>Days that real bots lived, held against backtests of them.</summary>
public sealed class ParityDeskTests(Database database)
{
    private static readonly MarketId Source = MarketId.Parse("binance:BTC/USDT");
    private static readonly MarketId Played = MarketId.Parse("replay-99:BTC/USDT");
    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(Builders.Candles.Start.UtcDateTime);

    public static TheoryData<string> Profiles => ["plain", "trailing", "protections"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Every_day_of_a_replay_is_as_a_backtest_of_it(string name)
    {
        var risk = Some.AllIn with { TradeShare = 0.5m } with
        {
            Stops = name switch { "trailing" => new StopPlan { Trailing = 0.004m, TakeProfit = 0.01m }, "protections" => new StopPlan { StopLoss = 0.004m, BreakEven = 0.002m }, _ => new StopPlan() },
            CoolDownMinutes = name == "protections" ? 15 : 0,
            MaxDailyLoss = name == "protections" ? 0.02m : null,
        };
        var candles = Builders.Candles.Simulated(3_600);
        await using var desk = await Desk.Start(await database.Make());
        await desk.Store(Source, candles);
        var run = await desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, speed: 0, loop: false, TestContext.Current.CancellationToken);
        var bot = await desk.MakeBot(Some.Bot(market: run.Market, share: risk.TradeShare, parameters: Life.Parameters) with { Guards = risk.ToJson() });
        await desk.Get<BotDesk>().Start(bot, TestContext.Current.CancellationToken);
        await ReplayTests.PlayToEnd(desk, run.Id);

        for (var day = 0; day < 3; day++)
        {
            var report = await desk.Get<ParityDesk>().Compare(bot, FirstDay.AddDays(day), TestContext.Current.CancellationToken);

            Assert.Empty(report.Differences);
            Assert.Equal(report.Lived, report.Tried);
            Assert.True(report.Fills > 2, "the day must be traded, or this test shows nothing");
            Assert.Equal(day < 2 ? 1440 : 720, report.Candles);
        }
    }

    [Fact]
    public async Task A_kill_switch_for_ten_minutes_a_late_candle_and_another_price_are_found_and_nothing_else()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Played, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Played, share: 0.5m, parameters: Life.Parameters));
        await desk.Get<BotDesk>().Start(bot, TestContext.Current.CancellationToken);

        var expected = await LiveThrough(desk, market, Builders.Candles.Simulated(400));
        await desk.Flush();

        Assert.Equal(1, await desk.Get<ParityDesk>().CompareAll(FirstDay, TestContext.Current.CancellationToken));
        var report = await desk.Get<IParityStore>().Find(bot, FirstDay, TestContext.Current.CancellationToken);
        Assert.Equal(expected, report!.Differences.Select(d => d.Cause));
        Assert.Contains("kill switch", report.Differences[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(0, report.Unexplained);
        var headline = Assert.Single(await desk.Get<IParityStore>().Headlines(bot, 30, TestContext.Current.CancellationToken));
        Assert.Equal((report.Gap, report.Differences.Count, report.Traded), (headline.Gap, headline.Differences, headline.Traded));
        Assert.DoesNotContain(await desk.Get<Core.Events.IEventLog>().Latest(bot, 100, TestContext.Current.CancellationToken), e => e.Kind == "parity-unexplained");
    }

    [Fact]
    public async Task What_nothing_explains_raises_an_alarm()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Played, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Played, parameters: """{"length":3,"lower":30,"upper":70}"""));
        await desk.Get<BotDesk>().Start(bot, TestContext.Current.CancellationToken);
        foreach (var candle in Builders.Candles.Closing(100, 99, 98, 97, 96, 95, 96.5, 98, 99))
            await desk.Play(market, candle);
        await desk.Flush();
        await using (var db = await desk.Get<IDbContextFactory<Core.Storage.DashboardDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var signal = db.Set<SignalRecord>().AsNoTracking().Single(s => s.BotId == bot && s.OpenTime == Builders.Candles.Start.AddMinutes(3));
            db.Update(signal with { Action = SignalAction.Sell, Fate = SignalFate.NothingToDo });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var report = await desk.Get<ParityDesk>().Compare(bot, FirstDay, TestContext.Current.CancellationToken);

        Assert.Equal(1, report.Unexplained);
        Assert.Contains(await desk.Get<Core.Events.IEventLog>().Latest(bot, 10, TestContext.Current.CancellationToken), e => e.Kind == "parity-unexplained");
    }

    [Fact]
    public async Task Settings_of_before_an_edit_are_kept()
    {
        await using var desk = await Desk.Start(await database.Make());
        var id = await desk.MakeBot(Some.Bot(market: Played));
        var bot = (await desk.Get<IBotStore>().Load(id, TestContext.Current.CancellationToken))!.Bot;

        await desk.Get<BotDesk>().Edit(bot with { Parameters = """{"length":5,"lower":20,"upper":80}""" }, TestContext.Current.CancellationToken);

        var lived = await desk.Get<IParityStore>().Read(id, Builders.Candles.Start, Builders.Candles.Start.AddDays(1), TestContext.Current.CancellationToken);
        Assert.Equal([bot.Parameters, """{"length":5,"lower":20,"upper":80}"""], lived!.Settings.Select(s => s.Parameters));
    }

    /// <summary>Plays the candles and does something to three of the entries: kept back by the kill switch, too late, at another price.</summary>
    /// <returns>The causes that are to be found, in order.</returns>
    private static async Task<List<ParityCause>> LiveThrough(Desk desk, Market market, List<Candle> candles)
    {
        var strategy = StrategyCatalogue.Get("rsi-cross").Create(ParameterSet.FromJson(Life.Parameters));
        var actions = candles.ConvertAll(c => strategy.Next(c).Action);
        var (found, isLong, lateUntil, opening) = (new List<ParityCause>(), false, -1, 0d);
        var blocks = desk.Get<TradingBlocks>();
        for (var i = 0; i < candles.Count; i++)
        {
            if (found.Count == 0 && !isLong && actions.Skip(i).Take(10).Contains(SignalAction.Buy))
                blocks.Set("kill-switch", "The kill switch is on: a drill.");
            var enters = actions[i] == SignalAction.Buy && !isLong;
            var isLate = enters && (found.Count == 1 || i < lateUntil);
            await Play(desk, market, candles[i], opening, isLate ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
            opening = 0;
            isLong = actions[i] switch { SignalAction.Sell => false, SignalAction.Buy when !isLong => found.Count > 1 && !isLate, _ => isLong };
            if (isLate)
                (_, lateUntil) = (Add(ParityCause.LateCandle), i + 6);
            else if (enters && found.Count == 0)
                Add(ParityCause.Refusal);
            else if (enters && !found.Contains(ParityCause.Slippage))
                (_, opening) = (Add(ParityCause.Slippage), candles[i + 1].Open * 1.001);
            if (found.Count > 0)
                blocks.Clear("kill-switch");
        }
        Assert.Contains(ParityCause.Slippage, found);
        return found;

        int Add(ParityCause cause)
        {
            found.Add(cause);
            return found.Count;
        }
    }

    private static async Task Play(Desk desk, Market market, Candle candle, double opening, TimeSpan delay)
    {
        if (opening > 0)
        {
            market.Clock.MoveTo(candle.OpenTime);
            var price = new Core.Money.Price(Math.Round((decimal)opening, 2));
            desk.Get<MarketHub>().Publish(market, new Ticker(market.Id, candle.OpenTime, candle.OpenTime, price, price, price));
            await market.WhenSettled(TestContext.Current.CancellationToken);
        }
        await desk.Play(market, candle, delay);
    }
}
