using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>At what price, when, and how much of an order is filled on candles.</summary>
public sealed class BacktestFillTests
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private static readonly TradingRules NoFees = new(0.01m, 0.00001m, 0.00001m, 1m, 0, 0);

    [Fact]
    public void An_order_is_filled_at_the_next_open() =>
        Assert.Equal(102, Entry(Run([Bar(100, 101), Bar(102, 103), Bar(104, 105)], buyAt: 0)));

    [Fact]
    public void Or_at_the_close_it_was_decided_on_where_that_is_asked_for() =>
        Assert.Equal(101, Entry(Run([Bar(100, 101), Bar(102, 103)], buyAt: 0, s => s with { FillAt = FillMoment.Close })));

    [Fact]
    public void A_taker_pays_half_the_spread_and_the_slippage() =>
        Assert.Equal(102.21m, Entry(Run([Bar(100, 101), Bar(102, 103)], buyAt: 0, s => s with { Fills = new FillAssumptions { Spread = 0.002m, Slippage = 0.001m } })));

    [Fact]
    public void An_order_on_its_way_arrives_at_a_price_that_has_moved_against_it() =>
        // A quarter of the minute late, a quarter of the way from 102 up to the high of 106.
        Assert.Equal(103, Entry(Run([Bar(100, 101), Bar(102, 103, high: 106)], buyAt: 0, s => s with { Fills = new FillAssumptions { LatencyMs = 15_000 } })));

    [Fact]
    public void An_order_takes_no_more_than_its_share_of_a_candle_and_goes_on_with_the_next()
    {
        var result = Run([Bar(100, 100), Bar(100, 100, volume: 100), Bar(110, 110, volume: 1_000)], buyAt: 0, s => s with { Fills = new FillAssumptions { VolumeShare = 0.2m }, KeepsDetails = true });

        Assert.Equal([(20m, 100m), (72.72727m, 110m)], result.Fills.Select(f => (f.Quantity.Value, f.Price.Value)));
    }

    [Fact]
    public void Each_bot_may_have_costs_of_its_own_market() =>
        Assert.Equal(102.21m, Entry(Run([Bar(100, 101), Bar(102, 103)], buyAt: 0, s => s with { Bots = [s.Bots[0] with { Fills = new FillAssumptions { Spread = 0.002m, Slippage = 0.001m } }] })));

    [Fact]
    public void Costs_that_cannot_be_are_refused_for_a_bot_as_for_all() =>
        Assert.Contains("20 %", Assert.Throws<ArgumentException>(() => Run([Bar(100, 101)], buyAt: 0, s => s with { Bots = [s.Bots[0] with { Fills = new FillAssumptions { Spread = 0.3m } }] })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_stop_that_was_jumped_over_fills_where_the_price_landed()
    {
        var result = Run([Bar(100, 100), Bar(100, 100), Bar(80, 85)], buyAt: 0, s => Guarded(s, new StopPlan { StopLoss = 0.05m }));

        Assert.Equal(80, Assert.Single(result.Whole.Trades).Trade.ExitPrice);
    }

    [Fact]
    public void Of_a_stop_and_a_target_in_one_candle_the_stop_is_met_and_the_candle_is_counted_as_ambiguous()
    {
        var result = Run([Bar(100, 100), Bar(100, 100), Bar(100, 100, high: 120, low: 80)], buyAt: 0, s => Guarded(s, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m }));

        Assert.Equal((95m, 1), (Assert.Single(result.Whole.Trades).Trade.ExitPrice!.Value, result.AmbiguousCandles));
    }

    [Fact]
    public void Shorter_candles_tell_which_of_the_two_came_first()
    {
        var hours = new CandleSeries(Market, Timeframe.M5, new[] { At(Bar(100, 100), 0), At(Bar(100, 100), 5), At(Bar(100, 100, high: 120, low: 80), 10) });
        var minutes = new CandleSeries(Market, Timeframe.M1, new[] { At(Bar(100, 100), 10), At(Bar(100, 118, high: 120), 11), At(Bar(118, 90, low: 80), 12), At(Bar(90, 100), 13), At(Bar(100, 100), 14) });
        var settings = Guarded(Settings(Timeframe.M5, buyAt: 0), new StopPlan { StopLoss = 0.05m, TakeProfit = 0.05m });

        var result = Backtest.Run(settings, [hours, minutes], progress: null, TestContext.Current.CancellationToken);

        Assert.Equal((105m, 0), (Assert.Single(result.Whole.Trades).Trade.ExitPrice!.Value, result.AmbiguousCandles));
    }

    [Fact]
    public void How_far_the_price_went_for_and_against_a_trade_is_noted()
    {
        var result = Run([Bar(100, 100), Bar(100, 100, high: 110, low: 90), Bar(100, 100), Bar(100, 100)], buyAt: 0, sellAt: 2);

        var trade = Assert.Single(result.Whole.Trades);
        Assert.Equal((-0.1, 0.1), (Math.Round(trade.Worst, 9), Math.Round(trade.Best, 9)));
    }

    [Fact]
    public void Several_bots_share_the_limits_of_the_desk()
    {
        var other = MarketId.Parse("binance:ETH/USDT");
        var bars = new[] { At(Bar(100, 100), 0), At(Bar(100, 100), 1), At(Bar(100, 100), 2), At(Bar(100, 100), 3) };
        var first = Settings(Timeframe.M1, buyAt: 0);
        var second = Settings(Timeframe.M1, buyAt: 2).Bots[0] with { Market = other };
        var settings = first with { Bots = [first.Bots[0], second], DeskLimits = new DeskLimits { MaxInMarket = 0.6m } };

        var result = Backtest.Run(settings, [new CandleSeries(Market, Timeframe.M1, bars), new CandleSeries(other, Timeframe.M1, bars)], progress: null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (result.Bots[0].OpenTrades.Count, result.Bots[1].OpenTrades.Count));
        Assert.Equal(1, result.Whole.Refusals["desk-limit"]);
    }

    [Fact]
    public void What_is_missing_or_wrong_is_said_in_words()
    {
        var settings = Settings(Timeframe.M1, buyAt: 0) with { From = Builders.Candles.Start, To = Builders.Candles.Start };

        var fault = Assert.Throws<ArgumentException>(() => Backtest.Run(settings, [], progress: null, TestContext.Current.CancellationToken));

        Assert.Contains("ends", fault.Message, StringComparison.Ordinal);
        Assert.Contains("There are no 1m candles of binance:BTC/USDT", fault.Message, StringComparison.Ordinal);
    }

    private static decimal Entry(BacktestResult result) => Assert.Single(result.Whole.OpenTrades).Trade.EntryPrice!.Value;

    private static BacktestResult Run(Candle[] bars, int buyAt, Func<BacktestSettings, BacktestSettings>? change = null, int sellAt = -1)
    {
        var settings = Settings(Timeframe.M1, buyAt, sellAt);
        return Backtest.Run(change?.Invoke(settings) ?? settings, [new CandleSeries(Market, Timeframe.M1, bars.Select(At).ToArray())], progress: null, TestContext.Current.CancellationToken);
    }

    private static BacktestSettings Settings(Timeframe timeframe, int buyAt, int sellAt = -1) => new()
    {
        Bots = [new BacktestBot { Market = Market, Timeframe = timeframe, Strategy = "scripted", Capital = 10_000, Risk = Some.AllIn, Rules = NoFees, Make = () => new Scripted(buyAt, sellAt) }],
    };

    private static BacktestSettings Guarded(BacktestSettings settings, StopPlan stops) => settings with { Bots = [settings.Bots[0] with { Risk = Some.AllIn with { Stops = stops } }] };

    private static Candle Bar(double open, double close, double? high = null, double? low = null, double volume = 1_000_000) =>
        new(0, open, high ?? Math.Max(open, close), low ?? Math.Min(open, close), close, volume);

    private static Candle At(Candle bar, int minute) => bar with { OpenMs = Builders.Candles.Start.ToUnixTimeMilliseconds() + (minute * 60_000L) };

    private sealed class Scripted(int buyAt, int sellAt) : IStrategy
    {
        private int _seen = -1;

        public int WarmUp => 1;

        public Signal Next(in Candle candle)
        {
            _seen++;
            return _seen == buyAt ? Signal.Of(SignalAction.Buy, 1) : _seen == sellAt ? Signal.Of(SignalAction.Sell, 1) : Signal.Of(SignalAction.Hold, 0.3);
        }

        public string Explain() => "It was told to.";

        public IReadOnlyList<IndicatorValue> Values() => [];
    }
}
