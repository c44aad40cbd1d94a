using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Universes;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>A backtest in which a universe decides who trades when.</summary>
public sealed class RosterBacktestTests
{
    private static readonly DateTimeOffset Start = Builders.Candles.Start;
    private static readonly TradingRules NoFees = new(0.01m, 0.00001m, 0.00001m, 1m, 0, 0);

    [Fact]
    public void A_member_enters_only_while_it_belongs()
    {
        // It wants in at each candle of minute 1, 11, 21 and out three later; it belongs from minute 5 to 25.
        var result = Run(places: 1, [Look(0), Look(5, "AAA"), Look(25)], Market("AAA", Flat(40), m => m % 10));

        Assert.Equal([12, 22], result.Whole.Trades.Select(t => MinuteOf(t.Trade.OpenedAt)));
        var member = Assert.Single(result.Members);
        Assert.Equal((5, 25, 2), (MinuteOf(member.JoinedAt), MinuteOf(member.LeftAt!.Value), member.Trades));
    }

    [Fact]
    public void The_candle_that_closes_at_the_look_is_decided_on_as_before_it()
    {
        // Decided at the close of minute 1, which is minute 2.
        var wants = Market("AAA", Flat(10), m => m % 10);

        Assert.Single(Run(places: 1, [Look(0, "AAA"), Look(2)], wants).Whole.Trades);
        Assert.Empty(Run(places: 1, [Look(0), Look(2, "AAA")], wants).Whole.Trades);
    }

    [Fact]
    public void A_member_that_leaves_sells_by_its_own_rules_and_stops_when_it_is_flat()
    {
        // Bought at minute 2, sold when the strategy says so at the close of minute 4, filled at the open of minute 5.
        var result = Run(places: 1, [Look(0, "AAA"), Look(3)], Market("AAA", Flat(30), m => m % 10));

        Assert.Equal([(2, 5)], result.Whole.Trades.Select(t => (MinuteOf(t.Trade.OpenedAt), MinuteOf(t.Trade.ClosedAt!.Value))));
        var member = Assert.Single(result.Members);
        Assert.Equal((3, 6, "no longer in the list"), (MinuteOf(member.LeftAt!.Value), MinuteOf(member.StoppedAt!.Value), member.LeftBecause));
        Assert.Equal(0, result.Whole.Refusals.GetValueOrDefault("blocked"));
    }

    [Fact]
    public void Its_stops_go_on_while_it_leaves()
    {
        var candles = Flat(30);
        candles[20] = candles[20] with { Low = 50, Close = 60, High = 100 };
        var result = Run(places: 1, [Look(0, "AAA"), Look(3)], Market("AAA", candles, m => m == 1 ? 1 : 0) with { Risk = Some.AllIn with { Stops = new StopPlan { StopLoss = 0.1m } } });

        Assert.True(Assert.Single(result.Whole.Trades).Trade.ClosedByGuard);
        Assert.Equal(21, MinuteOf(Assert.Single(result.Members).StoppedAt!.Value));
    }

    [Fact]
    public void An_entry_that_is_wanted_while_it_leaves_is_refused_with_the_reason()
    {
        // The position of minute 2 is held to the end; another entry is wanted at minute 11 and is not made.
        var market = Market("AAA", Flat(30), m => m is 1 or 11 ? 1 : 0) with { Risk = Some.AllIn with { TradeShare = 0.3m, MaxExposure = 0.9m } };

        var result = Run(places: 1, [Look(0, "AAA"), Look(3)], market with { Make = () => new ByMinute(m => m is 1 or 11 ? 1 : 0) { Adds = true } }, details: true);

        Assert.Equal("It leaves its fleet and opens no position any more: no longer in the list.", result.Signals[^1].FateReason);
        Assert.Equal(1, result.Whole.Refusals["blocked"]);
    }

    [Fact]
    public void Nobody_takes_the_place_of_one_that_still_holds()
    {
        // AAA holds from minute 2 to 25; BBB belongs from minute 3 on and gets the place at the first look after that.
        var result = Run(
            places: 1,
            [Look(0, "AAA"), Look(3, "BBB"), Look(20, "BBB"), Look(30, "BBB")],
            Market("AAA", Flat(60), m => m == 1 ? 1 : m == 24 ? 4 : 0),
            Market("BBB", Flat(60), m => m % 10));

        Assert.Equal([("AAA", 0), ("BBB", 30)], result.Members.Select(m => (m.Market[8..11], MinuteOf(m.JoinedAt))));
        Assert.Equal(32, MinuteOf(result.Whole.Trades.First(t => t.Trade.Market.Symbol.Base.Code == "BBB").Trade.OpenedAt));
    }

    [Fact]
    public void One_that_belongs_again_before_it_was_flat_goes_on()
    {
        var result = Run(places: 1, [Look(0, "AAA"), Look(3), Look(5, "AAA")], Market("AAA", Flat(40), m => m == 1 || m == 11 ? 1 : m is 8 or 20 ? 4 : 0));

        Assert.Equal([2, 12], result.Whole.Trades.Select(t => MinuteOf(t.Trade.OpenedAt)));
        Assert.Null(Assert.Single(result.Members).LeftAt);
    }

    [Fact]
    public void The_result_counts_on_the_capital_of_all_places()
    {
        // Three symbols, one after the other, in one of two places of 5,000 each: each wins a tenth of its 5,000.
        var result = Run(
            places: 2,
            [Look(0, "AAA"), Look(10, "BBB"), Look(20, "CCC")],
            [.. new[] { "AAA", "BBB", "CCC" }.Select((s, i) => Market(s, Rising(40, at: (i * 10) + 3), m => m % 10))]);

        Assert.Equal((10_000m, 11_500m), (result.Whole.StartEquity, result.Whole.FinalEquity));
        Assert.Equal(11_500, result.Whole.Days[^1].Equity, 6);
        Assert.Equal([500m, 500m, 500m], result.Members.Select(m => m.Profit));
    }

    [Fact]
    public void A_member_from_the_first_candle_on_trades_as_a_bot_of_its_own()
    {
        var candles = Builders.Candles.Simulated(3_000);
        var bot = new BacktestBot { Market = MarketId.Parse("binance:AAA/USDT"), Timeframe = Timeframe.M1, Strategy = "rsi-cross", Parameters = ParameterSet.FromJson("""{"length":5,"lower":35,"upper":65}"""), Capital = 10_000, Risk = Some.AllIn, Rules = Some.Rules };
        var settings = new BacktestSettings { Bots = [bot], From = Start.AddMinutes(250) };
        var series = new CandleSeries(bot.Market, Timeframe.M1, candles.ToArray());

        var alone = Backtest.Run(settings, [series], null, TestContext.Current.CancellationToken);
        var member = Backtest.Run(settings with { Roster = new BacktestRoster([Look(250, "AAA")], 1, 10_000) }, [series], null, TestContext.Current.CancellationToken);

        Assert.True(alone.Whole.Trades.Count > 5, "the candles must make the bot trade, or this test shows nothing");
        Assert.Equal(alone.Whole.Trades.Select(t => (t.Trade.OpenedAt, t.Trade.Profit)), member.Whole.Trades.Select(t => (t.Trade.OpenedAt, t.Trade.Profit)));
        Assert.Equal((alone.Whole.FinalEquity, alone.Whole.DeepestFall), (member.Whole.FinalEquity, member.Whole.DeepestFall));
    }

    private static BacktestResult Run(int places, UniverseLook[] looks, params TestMarket[] markets) => Run(places, looks, markets, details: false);

    private static BacktestResult Run(int places, UniverseLook[] looks, TestMarket market, bool details) => Run(places, looks, [market], details);

    private static BacktestResult Run(int places, UniverseLook[] looks, TestMarket[] markets, bool details) => Backtest.Run(
        new BacktestSettings
        {
            Bots =
            [
                .. markets.Select(m => new BacktestBot
                {
                    Market = m.Id,
                    Timeframe = Timeframe.M1,
                    Strategy = "by-minute",
                    Make = m.Make,
                    Capital = 10_000m / places,
                    Risk = m.Risk,
                    Rules = NoFees,
                }),
            ],
            Roster = new BacktestRoster(looks, places, 10_000),
            KeepsDetails = details,
        },
        [.. markets.Select(m => new CandleSeries(m.Id, Timeframe.M1, m.Candles.ToArray()))],
        progress: null,
        TestContext.Current.CancellationToken);

    private static UniverseLook Look(int minute, params string[] members) => new(Start.AddMinutes(minute), [.. members.Select(m => new UniverseMember(Symbol.Parse($"{m}/USDT"), "first"))], []);

    private static TestMarket Market(string symbol, List<Candle> candles, Func<int, int> wants) => new(MarketId.Parse($"binance:{symbol}/USDT"), candles, Some.AllIn, () => new ByMinute(wants));

    private static List<Candle> Flat(int minutes) => Builders.Candles.Closing([.. Enumerable.Repeat(100d, minutes)]);

    /// <summary>At 100 until a minute, at 110 from then on.</summary>
    private static List<Candle> Rising(int minutes, int at) => Builders.Candles.Closing([.. Enumerable.Range(0, minutes).Select(m => m < at ? 100d : 110d)]);

    private static int MinuteOf(DateTimeOffset at) => (int)(at - Start).TotalMinutes;

    private sealed record TestMarket(MarketId Id, List<Candle> Candles, RiskProfile Risk, Func<IStrategy> Make);

    /// <summary>Buys where its plan says 1 of a minute and sells where it says 4.</summary>
    private sealed class ByMinute(Func<int, int> wants) : IStrategy
    {
        public bool Adds { get; init; }

        public int WarmUp => 1;

        public Signal Next(in Candle candle) => wants(MinuteOf(candle.OpenTime)) switch
        {
            1 => Signal.Of(SignalAction.Buy, 1) with { Adds = Adds },
            4 => Signal.Of(SignalAction.Sell, 1),
            _ => Signal.Of(SignalAction.Hold, 0),
        };

        public string Explain() => "It is that minute.";

        public IReadOnlyList<IndicatorValue> Values() => [];
    }
}
