using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// A search repeated as it would have been in life: each window's choice is made on the past alone and traded on the days after it, with
/// what the windows before it left. What is open at the end of a window is valued at its last close, and the next begins without it.
/// </summary>
public sealed record WalkForward(IReadOnlyList<WalkForwardStep> Steps)
{
    private const int SamplesOfStep = 400;

    /// <summary>Pardo's efficiency over all windows that had a choice.</summary>
    public Figure Efficiency => WalkForwardEfficiency.Of(
    [
        .. Steps.Where(s => s is { InSample.TotalReturn: not null, OutOfSample.TotalReturn: not null })
            .Select(s => new WalkForwardWindow(s.InSample!.TotalReturn!.Value, s.Split - s.From, s.OutOfSample!.TotalReturn!.Value, s.To - s.Split)),
    ]);

    /// <summary>The tried parts one after the other: what it would have been.</summary>
    public IReadOnlyList<EquitySample> Equity => [.. Steps.SelectMany((s, i) => s.Equity.Skip(i == 0 ? 0 : 1))];

    /// <summary>Windows whose choice gained where it was tried.</summary>
    public int Gained => Steps.Count(s => s.OutOfSample?.TotalReturn > 0);

    /// <summary>The conclusion, as a sentence.</summary>
    public string Sentence => Efficiency.Value is { } efficiency
        ? $"Out of sample it kept {efficiency:0 %;−0 %} of the pace it had in sample, and gained in {Gained} of {Steps.Count} windows; {(efficiency >= 0.5 ? "half of the pace and more is customary for a pass" : "below half is customary for a failure")}."
        : $"There is no efficiency: {Efficiency.Refusal}";

    /// <param name="before">Windows of an earlier life, which are not done again.</param>
    /// <param name="keep">Called after each window; the next one waits for it.</param>
    /// <param name="tried">Called on a trial's thread with the window's index and its number of trials done.</param>
    public static async Task<WalkForward> Run(
        OptimisationPlan plan, Optimiser optimiser, (DateTimeOffset From, DateTimeOffset To) stretch, IReadOnlyList<WalkForwardStep> before, Func<WalkForwardStep, Task>? keep, Action<int, int>? tried, CancellationToken cancel)
    {
        var steps = before.ToList();
        var windows = plan.WalkForward!.Windows(stretch.From, stretch.To);
        foreach (var (from, split, to) in windows.Skip(steps.Count))
        {
            var window = steps.Count;
            var (trials, _) = await optimiser.Search((from, split), [], 0, keep: null, done => tried?.Invoke(window, done), cancel);
            var step = Step((from, split, to), trials, optimiser, steps.Count == 0 ? plan.Capital : (decimal)steps[^1].Equity[^1].Equity, cancel);
            steps.Add(step);
            if (keep is not null)
                await keep(step);
        }
        return new(steps);
    }

    private static WalkForwardStep Step((DateTimeOffset From, DateTimeOffset Split, DateTimeOffset To) window, IReadOnlyList<Trial> trials, Optimiser optimiser, decimal capital, CancellationToken cancel)
    {
        var (from, split, to) = window;
        // A window that lost everything leaves nothing to go on with.
        if (Optimiser.Best(trials) is not { } best || capital < 0.01m)
            return new(from, split, to, trials.Count, null, null, null, null, [new(split, (double)capital), new(to, (double)capital)]);
        var run = optimiser.Try(best.Values(), (split, to), capital, cancel).Whole;
        return new(from, split, to, trials.Count, best.Parameters, best.Score, best.Figures, TrialFigures.Of(run), EquityCurve.Thin(run.Days, SamplesOfStep));
    }
}
