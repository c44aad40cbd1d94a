using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>A backtest with fills as they were learnt: what was assumed of each market, and what came of it at three levels.</summary>
/// <param name="Outcomes">Optimistic, likely, cautious.</param>
public sealed record LearntOutcomes(IReadOnlyList<MarketFills> Markets, IReadOnlyList<FillOutcome> Outcomes)
{
    private static readonly FillLevel[] Levels = [FillLevel.Optimistic, FillLevel.Likely, FillLevel.Cautious];

    /// <summary>The version that was used; null where nothing had been learnt.</summary>
    public DateTimeOffset? LearntAt => Markets.Max(m => m.LearntAt);

    public FillOutcome this[FillLevel level] => Outcomes.First(o => o.Level == level);

    /// <summary>Runs the same bots on the same candles at each level.</summary>
    /// <param name="fills">One for each bot, in their order.</param>
    /// <returns>The likely result, whole, and all three side by side.</returns>
    /// <exception cref="ArgumentException">The settings have faults, or candles are missing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static (BacktestResult Likely, LearntOutcomes All) Run(
        BacktestSettings settings, IReadOnlyList<MarketFills> fills, ulong seed, IReadOnlyList<CandleSeries> candles, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        BacktestResult? likely = null;
        var outcomes = new List<FillOutcome>();
        foreach (var level in Levels)
        {
            var own = settings with
            {
                Bots = [.. settings.Bots.Select((bot, i) => bot with { Fills = fills[i].At(level, seed, settings.Fills.VolumeShare) })],
                KeepsDetails = settings.KeepsDetails && level == FillLevel.Likely,
            };
            var result = Backtest.Run(own, candles, progress is null ? null : new Part(progress, outcomes.Count, Levels.Length), cancel);
            outcomes.Add(FillOutcome.Of(level, result.Whole));
            if (level == FillLevel.Likely)
                likely = result;
        }
        return (likely!, new(fills, outcomes));
    }

    /// <summary>What the three say together.</summary>
    public string Sentence(string currency)
    {
        var (kind, likely, dear) = (this[FillLevel.Optimistic], this[FillLevel.Likely], this[FillLevel.Cautious]);
        var said = $"With likely fills it ends at {Money(likely)} {currency} ({Percent(likely)}); with fills that nine of ten were no worse than, at {Money(dear)} ({Percent(dear)}), and with the best tenth at {Money(kind)} ({Percent(kind)}).";
        var meant = (kind.TotalReturn > 0, likely.TotalReturn > 0, dear.TotalReturn > 0) switch
        {
            (_, true, true) => "It gains even with dear fills.",
            (_, true, false) => "It gains only while fills are likely or better: dear ones turn it into a loss.",
            (true, false, _) => "It gains only with the best fills, which is no plan.",
            (false, false, true) => "Only dear fills let it gain: that is chance, not merit.",
            _ => "It gains with none of them.",
        };
        var guessed = Markets.All(m => m.IsGuess()) ? " Nothing is known well enough yet: these are cautious guesses." : "";
        return $"{said} {meant}{guessed}";
    }

    private static string Money(FillOutcome outcome) => ReportText.Money((double)outcome.FinalEquity);

    private static string Percent(FillOutcome outcome) => ReportText.Share(outcome.TotalReturn);

    /// <summary>One of several runs, told as its part of the whole.</summary>
    private sealed class Part(IProgress<BacktestProgress> whole, int before, int of) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => whole.Report(new((before * value.All) + value.Done, of * value.All));
    }
}
