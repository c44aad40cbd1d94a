using System.Diagnostics;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>
/// RSI 14 crossing 30 and 70 on a million one-minute candles, all the money each time: the engine with its full way of deciding, and beside
/// it, in the same run, a loop written by hand for this one strategy, which is as fast as this machine can be.
/// </summary>
internal static class BacktestBench
{
    private const int CandleCount = 1_000_000;
    private const int Repeats = 9;
    private const int YearOfMinutes = 525_600;

    public static Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        var series = new CandleSeries(MarketId.Parse("bench:BTC/USDT"), Timeframe.M1, Walk(CandleCount));
        var (engine, byHand) = (new List<double>(), new List<double>());
        for (var i = 0; i < Repeats; i++)
        {
            engine.Add(Backtest.Run(Settings(14), [series], progress: null, cancel).CandlesPerSecond);
            byHand.Add(ByHand(series.Candles.Span));
        }
        var speed = BenchDesk.Median(engine);
        var ratio = speed / BenchDesk.Median(byHand);
        var year = ManyRuns(series, 100, cancel);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("backtest of RSI cross over 1,000,000 candles", speed, "candles/s", ">= 20,000,000", speed >= 20_000_000),
            new Figure("the same against a loop written by hand", ratio, "x", ">= 0.1", ratio >= 0.1),
            new Figure("1,000 runs over a year of minutes, from 100", year * 10, "s", "< 60", year * 10 < 60),
        ]);
    }

    /// <summary>A random walk with one step a minute, the same each time.</summary>
    internal static Candle[] Walk(int count)
    {
        var candles = new Candle[count];
        var (price, state) = (100_000d, 88_172_645_463_325_252UL);
        double Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (state >> 11) * (1.0 / (1UL << 53));
        }
        for (var i = 0; i < count; i++)
        {
            var open = Math.Round(price, 1);
            price *= 1 + ((Next() + Next() + Next() - 1.5) * 0.001);
            var close = Math.Round(price, 1);
            candles[i] = new Candle(1_577_836_800_000 + (i * 60_000L), open, Math.Max(open, close) + Math.Round(Next() * 20, 1), Math.Min(open, close) - Math.Round(Next() * 20, 1), close, 1 + (Next() * 50));
        }
        return candles;
    }

    private static BacktestSettings Settings(int length) => new()
    {
        Bots =
        [
            new BacktestBot
            {
                Market = MarketId.Parse("bench:BTC/USDT"),
                Timeframe = Timeframe.M1,
                Strategy = "rsi-cross",
                Parameters = new ParameterSet(new SortedDictionary<string, decimal>(StringComparer.Ordinal) { ["length"] = length }),
                Capital = 1_000_000,
                Risk = RiskProfile.Default with { TradeShare = 1 },
                Rules = BacktestJson.NoFilters with { MakerFee = 0.001m, TakerFee = 0.001m },
            },
        ],
    };

    private static double ManyRuns(CandleSeries series, int count, CancellationToken cancel)
    {
        var year = series with { Candles = series.Candles[..Math.Min(YearOfMinutes, series.Candles.Length)] };
        var watch = Stopwatch.StartNew();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, i => Backtest.Run(Settings(7 + (i % 40)), [year], progress: null, cancel));
        return watch.Elapsed.TotalSeconds;
    }

    /// <returns>Candles per second.</returns>
    private static double ByHand(ReadOnlySpan<Candle> candles)
    {
        var started = Stopwatch.GetTimestamp();
        var (gain, loss, last, previous, cash, held) = (0d, 0d, candles[0].Close, double.NaN, 1_000_000d, 0d);
        var wish = 0;
        for (var i = 1; i < candles.Length; i++)
        {
            ref readonly var candle = ref candles[i];
            if (wish > 0)
                (held, cash) = (cash / candle.Open * 0.999, 0);
            else if (wish < 0)
                (cash, held) = (held * candle.Open * 0.999, 0);
            wish = 0;
            var change = candle.Close - last;
            last = candle.Close;
            if (i <= 14)
            {
                gain += Math.Max(change, 0) / 14;
                loss += Math.Max(-change, 0) / 14;
                if (i < 14)
                    continue;
            }
            else
            {
                gain = ((gain * 13) + Math.Max(change, 0)) / 14;
                loss = ((loss * 13) + Math.Max(-change, 0)) / 14;
            }
            var rsi = 100 * gain / (gain + loss);
            if (previous < 30 && rsi >= 30 && held == 0)
                wish = 1;
            else if (previous > 70 && rsi <= 70 && held > 0)
                wish = -1;
            previous = rsi;
        }
        return candles.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
