using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.MarketContext;

public sealed class FiguresTests
{
    [Theory]
    [InlineData("synth_a", "synth_a.csv", "synth_a_pair.csv")]
    [InlineData("real_btc_1h", "real_btc_1h.csv", "real_eth_1h.csv")]
    public void Correlations_equal_the_reference(string set, string one, string other)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.File($"golden/indicators/{set}/corr_logret_30.json")));
        var line = golden.RootElement.ValueKind == JsonValueKind.Array ? golden.RootElement[0] : golden.RootElement;
        var values = line.GetProperty("values").EnumerateArray().ToList();
        var (a, b) = (Read($"golden/data/{one}"), Read($"golden/data/{other}"));
        for (var i = 30; i < values.Count; i += 7)
        {
            var matrix = CorrelationMatrix.Of([a[(i - 30)..(i + 1)], b[(i - 30)..(i + 1)]], Timeframe.H1);
            Assert.Equal(values[i].GetDouble(), matrix[0, 1]!.Value, 9);
        }
    }

    [Fact]
    public void A_matrix_is_symmetric_with_ones_and_says_nothing_of_what_it_does_not_know()
    {
        var one = Walk(1, 100);
        var matrix = CorrelationMatrix.Of([one, Walk(2, 100), [.. one.Select(c => c with { Close = 1_000_000 / c.Close })], one[..5], [.. one.Select(c => c with { Close = 5 })]], Timeframe.M1);

        Assert.Equal(1, matrix[0, 0]!.Value, 12);
        Assert.Equal(matrix[0, 1], matrix[1, 0]);
        Assert.Equal(-1, matrix[0, 2]!.Value, 9);
        Assert.Null(matrix[0, 3]);
        Assert.Null(matrix[0, 4]);
    }

    [Fact]
    public void A_return_across_a_hole_is_left_out()
    {
        var (one, other) = (Walk(1, 60), Walk(2, 60));
        var holed = one.Take(30).Concat(one.Skip(31).Select(c => c with { Close = c.Close * 3 })).ToArray();
        var expected = CorrelationMatrix.Of([[.. one.Take(30)], [.. other.Take(30)]], Timeframe.M1);
        Assert.NotNull(expected[0, 1]);
        Assert.True(Math.Abs(CorrelationMatrix.Of([holed, other], Timeframe.M1)[0, 1]!.Value) < 0.5, "a jump over the hole would outweigh all");
    }

    [Fact]
    public void Volatility_is_the_yearly_deviation_of_thirty_days()
    {
        var closes = Enumerable.Range(0, 31).Select(i => i % 2 == 0 ? 100.0 : 102.0).ToList();
        // Thirty returns of ±ln 1.02: their sample deviation is ln 1.02 · √(30/29).
        Assert.Equal(Math.Log(1.02) * Math.Sqrt(30.0 / 29) * Math.Sqrt(365), DailyCloses.Volatility(closes)!.Value, 12);
        Assert.Null(DailyCloses.Volatility(closes[..30]));
        Assert.Equal((VolatilityRegime.Calm, VolatilityRegime.Normal, VolatilityRegime.Wild, VolatilityRegime.Unknown), (DailyCloses.Regime(0.39), DailyCloses.Regime(0.8), DailyCloses.Regime(0.81), DailyCloses.Regime(null)));
    }

    [Fact]
    public void A_trend_needs_price_and_mean_to_agree()
    {
        var up = Enumerable.Range(0, 60).Select(i => 100.0 + i).ToList();
        Assert.Equal(Trend.Up, DailyCloses.Trend(up));
        Assert.Equal(Trend.Down, DailyCloses.Trend([.. up.AsEnumerable().Reverse()]));
        Assert.Equal(Trend.Sideways, DailyCloses.Trend([.. up[..59], 90]));
        Assert.Equal(Trend.Unknown, DailyCloses.Trend(up[..59]));
    }

    [Fact]
    public void A_gap_is_worth_what_is_left_after_both_fees()
    {
        var hub = new MarketHub(TimeProvider.System);
        var now = DateTimeOffset.UtcNow;
        Publish(hub, "binance:BTC/USDT", 99.9m, 100m, now);
        Publish(hub, "kraken:BTC/USDT", 101m, 101.1m, now);
        Publish(hub, "okx:BTC/USDT", 150m, 151m, now - TimeSpan.FromMinutes(1));
        Publish(hub, "binance:ETH/USDT", 10m, 11m, now);

        var gap = Assert.Single(ArbitrageRadar.Gaps(hub.Markets, now));
        Assert.Equal(("binance", 100m, "kraken", 101m, 0.01m), (gap.BuyAt, gap.Ask, gap.SellAt, gap.Bid, gap.Gross));
        Assert.Equal((101m * 0.999m / (100m * 1.001m)) - 1, gap.Net);
    }

    [Theory]
    [InlineData(0.03, 1, "rose 3.0 % in a minute")]
    [InlineData(-0.03, 20, "fell 3.0 % in a minute")]
    [InlineData(0.0001, 20, "traded 20 times its usual volume")]
    public void A_minute_out_of_the_usual_is_told_once(double move, double volume, string words)
    {
        var told = Spikes(move, volume);
        Assert.Contains(words, Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_usual_minute_is_not_told() => Assert.Empty(Spikes(0.0005, 1.5));

    private static List<string> Spikes(double move, double volume)
    {
        var watch = new SpikeWatch();
        var price = 100.0;
        for (var i = 0; i < 61; i++)
        {
            price *= 1 + (0.0005 * (i % 2 == 0 ? 1 : -1));
            Assert.Null(i < 30 ? watch.Take(price, 10) : watch.Take(price, 10) is { Deviations: > 5 } odd ? odd : null);
        }
        var spike = watch.Take(price * (1 + move), 10 * volume)!;
        return SpikeDetector.Sentence(MarketId.Parse("binance:BTC/USDT"), spike, new ContextOptions()) is { } sentence ? [sentence] : [];
    }

    private static void Publish(MarketHub hub, string id, decimal bid, decimal ask, DateTimeOffset at)
    {
        var market = hub.Open(MarketId.Parse(id), Some.Rules with { TakerFee = 0.001m }, MarketClock.Wall(TimeProvider.System));
        hub.Publish(market, new Ticker(market.Id, at, at, new(bid), new(bid), new(ask)));
    }

    private static Candle[] Walk(int seed, int count)
    {
        var dice = new Random(seed);
        var price = 100.0;
        return [.. Enumerable.Range(0, count).Select(i => new Candle(i * 60_000L, price, price, price, price *= 1 + ((dice.NextDouble() - 0.5) / 100), 1))];
    }

    private static Candle[] Read(string file) => [.. File.ReadLines(Shared.File(file)).Skip(1).Select(line => line.Split(',')).Select(f =>
        new Candle(long.Parse(f[0], CultureInfo.InvariantCulture), D(f[2]), D(f[3]), D(f[4]), D(f[5]), D(f[6])))];

    private static double D(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
