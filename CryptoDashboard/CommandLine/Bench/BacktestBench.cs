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
/// it, in the same run, a loop written by hand for this one strategy, which is as fast as this machine can be. With <c>--file CSV</c> on those
/// candles, whose trades and final equity are told, to be held against another engine's.
/// </summary>
/// <remarks>
/// Other engines are not run: they are other people's programs in other languages, which this one neither brings along nor fetches. What they
/// did was recorded on this very workload, two shared cores of another machine, all agreeing on the trades; a loop by hand did
/// <see cref="RecordedByHand"/> there, and the one measured here says how far the two machines are alike.
/// </remarks>
internal static class BacktestBench
{
    private const int CandleCount = 1_000_000;
    private const int Repeats = 9;
    private const int YearOfMinutes = 525_600;

    /// <summary>Candles a second of a loop in C, where the engines below were recorded.</summary>
    private const double RecordedByHand = 160_000_000;

    /// <summary>Engines and the candles a second that they were recorded with; how many times as fast this one should be.</summary>
    private static readonly (string Name, double Recorded, double Goal)[] Peers =
    [
        ("vectorbt 0.26 (warm)", 4_800_000, 1), ("backtesting.py (2026-07)", 220_000, 100), ("LEAN (2026-08)", 181_000, 1), ("freqtrade (2024-10)", 16_300, 1), ("backtrader 1.9.78", 14_400, 1),
    ];

    /// <param name="file">Candles to run on in place of made-up ones; null makes a million up.</param>
    public static Task<IReadOnlyList<Figure>> Run(string? file, CancellationToken cancel)
    {
        var market = MarketId.Parse("bench:BTC/USDT");
        var series = file is null ? new CandleSeries(market, Timeframe.M1, Walk(CandleCount)) : CandleFiles.Read([file], market, Timeframe.M1, TimeProvider.System.GetUtcNow(), cancel);
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
            new Figure($"backtest of RSI cross over {series.Candles.Length:#,0} candles", speed, "candles/s", ">= 20,000,000", speed >= 20_000_000),
            new Figure("the same against a loop written by hand", ratio, "x", ">= 0.1", ratio >= 0.1),
            .. file is null ? [] : Outcome(series, cancel),
            new Figure("1,000 runs over a year of minutes, from 100", year * 10, "s", "< 60", year * 10 < 60),
            .. Peers.Select(p => new Figure($"against {p.Name}, recorded elsewhere: {p.Recorded:#,0}/s", speed / p.Recorded, "x", $"> {p.Goal:0}", speed / p.Recorded > p.Goal)),
            new Figure("a loop by hand here against the one recorded there", BenchDesk.Median(byHand) / RecordedByHand, "x", "to read the others by", true),
        ]);
    }

    private static IEnumerable<Figure> Outcome(CandleSeries series, CancellationToken cancel)
    {
        var run = Backtest.Run(Settings(14), [series], progress: null, cancel).Whole;
        yield return new("its closed trades", run.Trades.Count, "", "those of the reference", true);
        yield return new("its final equity", (double)run.FinalEquity, "", "that of the reference", true);
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
