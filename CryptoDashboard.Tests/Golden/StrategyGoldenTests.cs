using System.Text.Json;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Golden;

/// <summary>Strategies buy and sell where the reference lines of their indicators say so, and nowhere else.</summary>
public sealed class StrategyGoldenTests
{
    public static TheoryData<string> Sets => ["synth_a", "real_btc_1h"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_RSI_cross_trades_where_the_RSI_crosses_its_thresholds(string set)
    {
        var rsi = Line(set, "rsi_14", "rsi");

        AssertTrades(set, "rsi-cross", "{}", i => rsi[i - 1] < 30 && rsi[i] >= 30, i => rsi[i - 1] > 70 && rsi[i] <= 70);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_MACD_cross_trades_where_the_MACD_crosses_its_signal_line(string set)
    {
        var (macd, signal) = (Line(set, "macd_12_26_9", "macd"), Line(set, "macd_12_26_9", "signal"));

        AssertTrades(set, "macd-cross", "{}", i => macd[i - 1] <= signal[i - 1] && macd[i] > signal[i], i => macd[i - 1] >= signal[i - 1] && macd[i] < signal[i]);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_EMA_trend_trades_where_the_averages_cross_in_a_rising_market(string set)
    {
        var (fast, slow, trend, candles) = (Line(set, "ema_12", "ema"), Line(set, "ema_26", "ema"), Line(set, "ema_200", "ema"), GoldenSet.Candles(set));
        bool Up(int i) => fast[i] > slow[i] && candles[i].Close >= trend[i];

        AssertTrades(set, "ema-trend", """{"fast":12,"slow":26,"trend":200}""", i => Up(i) && !Up(i - 1), i => fast[i] < slow[i] && fast[i - 1] >= slow[i - 1], from: 200);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_Bollinger_reversion_trades_where_the_close_comes_back_and_arrives(string set)
    {
        var (lower, middle, candles) = (Line(set, "bbands_20_2", "lower"), Line(set, "bbands_20_2", "middle"), GoldenSet.Candles(set));
        bool Arrives(int i) => candles[i - 1].Close < middle[i - 1] && candles[i].Close >= middle[i];

        AssertTrades(set, "bollinger-reversion", "{}", i => candles[i - 1].Close < lower[i - 1] && candles[i].Close >= lower[i] && !Arrives(i), Arrives);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_Donchian_breakout_trades_where_a_close_leaves_the_channel_before_it(string set)
    {
        var (upper, lower, candles) = (Line(set, "donchian_20", "upper"), Line(set, "donchian_20", "lower"), GoldenSet.Candles(set));

        AssertTrades(set, "donchian-breakout", """{"entry":20,"exit":20}""", i => candles[i].Close > upper[i - 1], i => candles[i].Close < lower[i - 1]);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_VWAP_reversion_trades_where_the_close_comes_back_and_arrives(string set)
    {
        var (vwap, atr, candles) = (Line(set, "vwap_rolling_20", "vwap"), Line(set, "atr_14", "atr"), GoldenSet.Candles(set));
        double Low(int i) => vwap[i] - (2 * atr[i]);
        bool Arrives(int i) => candles[i - 1].Close < vwap[i - 1] && candles[i].Close >= vwap[i];

        AssertTrades(set, "vwap-reversion", """{"length":20,"distance":2}""", i => candles[i - 1].Close < Low(i - 1) && candles[i].Close >= Low(i) && !Arrives(i), Arrives);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_SuperTrend_trades_where_its_direction_turns(string set)
    {
        var direction = Line(set, "supertrend_10_3", "direction");

        AssertTrades(set, "supertrend", "{}", i => direction[i] > direction[i - 1], i => direction[i] < direction[i - 1]);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_stochastic_trades_where_K_crosses_D_beyond_a_threshold(string set)
    {
        var (k, d) = (Line(set, "stoch_14_3_3", "k"), Line(set, "stoch_14_3_3", "d"));

        AssertTrades(set, "stochastic", "{}", i => k[i - 1] <= d[i - 1] && k[i] > d[i] && d[i - 1] < 20, i => k[i - 1] >= d[i - 1] && k[i] < d[i] && d[i - 1] > 80);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Momentum_trades_where_the_change_passes_its_thresholds(string set)
    {
        var candles = GoldenSet.Candles(set);
        double Change(int i) => i < 24 ? double.NaN : 100 * ((candles[i].Close / candles[i - 24].Close) - 1);

        AssertTrades(set, "momentum", "{}", i => Change(i - 1) < 2 && Change(i) >= 2, i => Change(i - 1) > 0 && Change(i) <= 0);
    }

    private static void AssertTrades(string set, string strategy, string parameters, Func<int, bool> buys, Func<int, bool> sells, int from = 1)
    {
        var candles = GoldenSet.Candles(set);
        var made = StrategyCatalogue.Get(strategy).Create(ParameterSet.FromJson(parameters));
        var actions = candles.ConvertAll(c => made.Next(c).Action);
        var expected = candles.Select((_, i) => i < from ? SignalAction.Hold : buys(i) ? SignalAction.Buy : sells(i) ? SignalAction.Sell : SignalAction.Hold).ToList();

        Assert.Contains(SignalAction.Buy, expected);
        Assert.Contains(SignalAction.Sell, expected);
        Assert.Equal(expected, actions);
    }

    private static double[] Line(string set, string file, string output)
    {
        using var goldens = JsonDocument.Parse(File.ReadAllText(Shared.File($"golden/indicators/{set}/{file}.json")));
        return GoldenSet.Values(goldens.RootElement.EnumerateArray().Single(g => g.GetProperty("output").GetString() == output));
    }
}
