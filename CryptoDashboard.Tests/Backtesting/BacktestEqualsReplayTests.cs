using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Bots;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>A backtest does what the engine of live trading does: the same trades, to the last digit.</summary>
public sealed class BacktestEqualsReplayTests(Database database)
{
    private static readonly MarketId Source = MarketId.Parse("binance:BTC/USDT");

    public static TheoryData<string> Profiles => ["plain", "stop and target", "trailing", "break-even and time", "protections"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task The_trades_of_a_replay_are_those_of_a_backtest(string name)
    {
        var risk = Profile(name);
        var candles = Builders.Candles.Simulated(4_000);
        await using var desk = await Desk.Start(await database.Make());
        await desk.Store(Source, candles);
        var run = await desk.Get<ReplayDesk>().Create(Source, Timeframe.M1, null, speed: 0, loop: false, TestContext.Current.CancellationToken);
        var bot = Some.Bot(market: run.Market, share: risk.TradeShare, parameters: """{"length":5,"lower":35,"upper":65}""") with { Guards = risk.ToJson() };
        var id = await desk.MakeBot(bot);
        await desk.Get<BotDesk>().Start(id, TestContext.Current.CancellationToken);

        await ReplayTests.PlayToEnd(desk, run.Id);

        var lived = (await desk.Get<TradeStore>().List(new HistoryFilter(id, Open: false), 0, 10_000, TestContext.Current.CancellationToken)).Items.Reverse().ToList();
        var tried = Tried(run.Market, candles, risk);
        Assert.True(lived.Count >= 5, "the candles must make the bot trade, or this test shows nothing");
        Assert.Equal(lived.Select(Row), tried.Whole.Trades.Select(t => Row(t.Trade)));
        var snapshot = await desk.Get<IBotStore>().Load(id, TestContext.Current.CancellationToken);
        Assert.Equal(snapshot!.Progress.Equity, tried.Whole.FinalEquity);
    }

    private static RiskProfile Profile(string name)
    {
        var profile = name switch
        {
            "stop and target" => Some.AllIn with { Stops = new StopPlan { StopLoss = 0.002m, TakeProfit = 0.003m } },
            "trailing" => Some.AllIn with { Stops = new StopPlan { Trailing = 0.002m } },
            "break-even and time" => Some.AllIn with { Stops = new StopPlan { AtrStop = 3, BreakEven = 0.001m, MaxHours = 0.5 } },
            "protections" => Some.AllIn with { CoolDownMinutes = 15, MaxDailyLoss = 0.02m, MaxTradesPerHour = 2, Stops = new StopPlan { StopLoss = 0.004m } },
            _ => Some.AllIn,
        };
        return profile with { TradeShare = 0.5m };
    }

    private static BacktestResult Tried(MarketId market, IReadOnlyList<Candle> candles, RiskProfile risk) => Backtest.Run(
        new BacktestSettings
        {
            Bots =
            [
                new BacktestBot
                {
                    Market = market,
                    Timeframe = Timeframe.M1,
                    Strategy = "rsi-cross",
                    Parameters = ParameterSet.FromJson("""{"length":5,"lower":35,"upper":65}"""),
                    Capital = 10_000,
                    Risk = risk,
                    Rules = TradingRules.Observed([.. candles.Take(500)]),
                },
            ],
        },
        [new CandleSeries(market, Timeframe.M1, candles.ToArray())],
        progress: null,
        TestContext.Current.CancellationToken);

    private static string Row(Trade t) => $"{t.OpenedAt:O} {t.Bought} at {t.EntryPrice:0.########}, {t.ClosedAt:O} {t.Sold} at {t.ExitPrice:0.########}: {t.Profit:0.########}, {(t.ClosedByGuard ? "guard" : "signal")}, {t.CloseReason}";
}
