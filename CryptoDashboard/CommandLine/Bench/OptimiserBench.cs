using System.Diagnostics;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>A search over a million candles on one core and on two, in turn, so that whatever else the machine does meets both.</summary>
internal static class OptimiserBench
{
    private const int CandleCount = 1_000_000;
    private const int Trials = 240;
    private const int Repeats = 3;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        var series = new CandleSeries(MarketId.Parse("bench:BTC/USDT"), Timeframe.M1, BacktestBench.Walk(CandleCount));
        await Measure(series, 2, cancel);
        var (one, two) = (new List<double>(), new List<double>());
        for (var i = 0; i < Repeats; i++)
        {
            one.Add(await Measure(series, 1, cancel));
            two.Add(await Measure(series, 2, cancel));
        }
        var gain = BenchDesk.Median(two) / BenchDesk.Median(one);
        return
        [
            new Figure("optimiser over 1,000,000 candles, one core", BenchDesk.Median(one), "candles/s", ">= 20,000,000", BenchDesk.Median(one) >= 20_000_000),
            new Figure("the same on two cores against one", gain, "x", ">= 1.9", gain >= 1.9),
        ];
    }

    /// <returns>Candles per second.</returns>
    private static async Task<double> Measure(CandleSeries series, int threads, CancellationToken cancel)
    {
        var plan = new OptimisationPlan
        {
            Name = "bench",
            Strategy = "rsi-cross",
            Market = series.Market.ToString(),
            Timeframe = series.Timeframe.ToString(),
            Ranges = new Dictionary<string, ParameterRange> { ["length"] = new(7, 60, 1), ["lower"] = new(20, 40, 5), ["upper"] = new(60, 80, 5) },
            Method = SearchMethod.Random,
            Trials = Trials,
            Capital = 1_000_000,
            TradeShare = 1,
            Fee = 0.001m,
        };
        var optimiser = new Optimiser(plan, series, BacktestJson.NoFilters, threads);
        var watch = Stopwatch.StartNew();
        await optimiser.Search((series.Candles.Span[0].OpenTime, series.Candles.Span[^1].OpenTime + series.Timeframe.Duration), [], 0, keep: null, tried: null, cancel);
        return optimiser.Candles / watch.Elapsed.TotalSeconds;
    }
}
