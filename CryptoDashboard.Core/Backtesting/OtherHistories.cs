using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// What the same settings make of histories that could have been: each is drawn in blocks from the candles of the run
/// (<see cref="CandleResampling"/>) and traded anew, decisions, guards and fills included. Of several markets each is drawn by the same dice,
/// so that those with equally many candles keep what they do together.
/// </summary>
/// <param name="Runs">Histories.</param>
/// <param name="Block">Candles to a block.</param>
/// <param name="FinalEquity">Quote units.</param>
/// <param name="MaxDrawdown">By closes; 0.2 = 20 %.</param>
/// <param name="Trades">Closed.</param>
/// <param name="ProbabilityOfLoss">Share of them that end below the start.</param>
/// <param name="BetterThanHolding">Share of them in which it ends above buying and holding the same history.</param>
/// <param name="Rank">Share of them that end below the real history.</param>
/// <param name="Steps">When each band of the fan was taken.</param>
/// <param name="Fan">Equity at those moments.</param>
public sealed record OtherHistories(
    ulong Seed, int Runs, int Block, Band FinalEquity, Band MaxDrawdown, Band Trades, double ProbabilityOfLoss, double BetterThanHolding, double Rank, IReadOnlyList<DateTimeOffset> Steps, IReadOnlyList<Band> Fan)
{
    /// <summary>Histories at most.</summary>
    public const int Most = 1_000;

    /// <summary>Fewer say nothing about one of twenty, unless no more were asked for.</summary>
    public const int Least = 20;

    /// <summary>Candles of a run from which on there is something to draw from.</summary>
    public const int LeastCandles = 200;

    /// <summary>What is traded at most, all histories together: some seconds of one core.</summary>
    public const long MostCandles = 25_000_000;

    private const int FanSteps = 100;

    /// <summary>The block and the conclusion, for a person.</summary>
    public IReadOnlyList<string> Sentences =>
    [
        $"In {Runs:#,0} other histories, strung together from blocks of {Block:#,0} candles of this one, it ends between {FinalEquity.P5:#,0.00} and {FinalEquity.P95:#,0.00} in nine of ten; {ProbabilityOfLoss:0 %} of them lose, and in {BetterThanHolding:0 %} it does better than holding.",
        Rank switch
        {
            >= 0.95 => $"What really happened was kinder to it than {Rank:0 %} of them: the result may rest on the one course that prices took.",
            <= 0.05 => $"What really happened was harder on it than {1 - Rank:0 %} of them.",
            _ => $"{Rank:0 %} of them end below what really happened.",
        },
        "What reaches further than a block, such as a long trend, is lost in them.",
    ];

    /// <summary>How many histories there will be of so many that were asked for; 0 where there can be none.</summary>
    public static int Planned(BacktestSettings settings, IReadOnlyList<CandleSeries> candles, int asked)
    {
        var own = Own(settings, candles);
        var runs = (int)Math.Min(Math.Min(asked, Most), MostCandles / Math.Max(1, own.Sum(s => (long)s.Candles.Length)));
        return runs < Math.Min(Least, asked) || own.Exists(s => s.Candles.Length < LeastCandles || HasNoPrice(s)) ? 0 : runs;
    }

    /// <summary>The same seed gives the same histories. Null where none are planned.</summary>
    /// <param name="run">What the settings made of the real history.</param>
    /// <param name="runs">Histories, as <see cref="Planned"/> says.</param>
    /// <param name="progress">Told with the candles traded, those of the real history included.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static OtherHistories? Of(BacktestResult run, IReadOnlyList<CandleSeries> candles, int runs, ulong seed, IProgress<BacktestProgress>? progress = null, CancellationToken cancel = default)
    {
        var settings = run.Settings with { KeepsDetails = false };
        var own = Own(settings, candles);
        if (runs == 0)
            return null;
        var block = CandleResampling.DefaultBlock(own.Max(s => s.Candles.Length), own[0].Timeframe);
        var ends = new (double Equity, double Held, double Deepest, double Trades)[runs];
        var paths = new double[Math.Min(FanSteps, run.Curve.Count)][];
        DateTimeOffset[] steps = [];
        for (var i = 0; i < runs; i++)
        {
            List<CandleSeries> drawn = [.. own.Select(s => s with { Candles = CandleResampling.Draw(s.Candles.Span, block, seed, i) })];
            var other = Backtest.Run(settings, drawn, progress: null, cancel);
            ends[i] = ((double)other.Whole.FinalEquity, other.Whole.BuyAndHold is [.., var last] ? last.Equity : double.NaN, other.Whole.DeepestFall, other.Whole.Trades.Count);
            steps = Note(other.Curve, paths, steps, i, runs);
            progress?.Report(new((i + 2) * run.Candles, (runs + 1) * run.Candles));
        }
        var (start, real) = ((double)run.Whole.StartEquity, (double)run.Whole.FinalEquity);
        double Share(Func<(double Equity, double Held, double Deepest, double Trades), bool> isSo) => ends.Count(isSo) / (double)runs;
        return new(
            seed, runs, block, Band.Of(Array.ConvertAll(ends, e => e.Equity)), Band.Of(Array.ConvertAll(ends, e => e.Deepest)), Band.Of(Array.ConvertAll(ends, e => e.Trades)),
            Share(e => e.Equity < start), Share(e => e.Equity > e.Held), Share(e => e.Equity < real), steps, [.. paths.Select(Band.Of)]);
    }

    // Shorter candles tell what came first inside the real ones; of drawn ones nothing is known there.
    private static List<CandleSeries> Own(BacktestSettings settings, IReadOnlyList<CandleSeries> candles) =>
        [.. candles.Where(s => settings.Bots.Any(b => b.Market == s.Market && b.Timeframe == s.Timeframe))];

    // A candle is drawn over the close before it, which must not be zero.
    private static bool HasNoPrice(CandleSeries series)
    {
        foreach (ref readonly var candle in series.Candles.Span)
        {
            if (!(candle.Close > 0))
                return true;
        }
        return false;
    }

    // Every history has as many candles as the real one, so that its curve has the same moments.
    private static DateTimeOffset[] Note(IReadOnlyList<EquitySample> curve, double[][] paths, DateTimeOffset[] steps, int run, int runs)
    {
        var at = Enumerable.Range(0, paths.Length).Select(i => curve[(int)((long)i * (curve.Count - 1) / Math.Max(1, paths.Length - 1))]).ToList();
        for (var i = 0; i < paths.Length; i++)
            (paths[i] ??= new double[runs])[run] = at[i].Equity;
        return steps.Length > 0 ? steps : [.. at.Select(s => s.At)];
    }
}
