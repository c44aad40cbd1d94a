using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>
/// Whether the best of many tries is more than the luckiest: the deflated Sharpe ratio against every try ever made on these candles, the
/// probability of backtest overfitting, the number of trades, and the stretch that was kept out. All must pass.
/// </summary>
public sealed record OverfitVerdict
{
    /// <summary>Least deflated Sharpe ratio; 95 % is customary.</summary>
    public const double SureEnough = 0.95;

    /// <summary>Largest probability of backtest overfitting: one in five. Blind choice has one in two.</summary>
    public const double MostOverfitting = 0.2;

    public const int LeastTrades = 30;

    // Every split weighs every trial: with very many trials fewer blocks say as much in a bearable time.
    private const int ManyTrials = 4_000;

    public required bool Passed { get; init; }

    /// <summary>Tries of this strategy on these candles, ever.</summary>
    public required int Tries { get; init; }

    /// <summary>The annualised Sharpe ratio that the best of so many tries without any skill would be expected to show.</summary>
    public required Figure ChanceSharpe { get; init; }

    /// <summary>That of the best, annualised.</summary>
    public required double? BestSharpe { get; init; }

    /// <summary>Probability that the true ratio is above zero, once the tries are allowed for.</summary>
    public required Figure Deflated { get; init; }

    public required Figure Overfitting { get; init; }

    /// <summary>How often the choice of one half of the time lost in the other.</summary>
    public required Figure ProbabilityOfLoss { get; init; }

    /// <summary>What the best did where the search never looked; null where nothing was kept out.</summary>
    public TrialFigures? HeldOut { get; init; }

    /// <summary>For a person, the conclusion first.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <param name="bestRun">The best trial's run on the stretch it was chosen on.</param>
    /// <param name="tries">Of this strategy on these candles ever, these trials included.</param>
    public static OverfitVerdict Of(
        Trial best, RunRecord bestRun, IReadOnlyList<Trial> trials, IReadOnlyList<TrialReturns> returns, int tries, TrialFigures? heldOut, CancellationToken cancel)
    {
        tries = Math.Max(tries, trials.Count);
        var ratios = trials.Select(t => t.DaySharpe()).ToList();
        var track = TrackRecord.Of([.. new EquityCurve(bestRun.Days).Returns]);
        var deflated = SharpeOdds.Deflated(track, ratios, tries);
        var overfitting = Overfit(returns, cancel);
        var verdict = new OverfitVerdict
        {
            Passed = false,
            Tries = tries,
            ChanceSharpe = Chance(ratios, tries),
            BestSharpe = best.Figures.Sharpe,
            Deflated = deflated,
            Overfitting = overfitting.Probability,
            ProbabilityOfLoss = overfitting.ProbabilityOfLoss,
            HeldOut = heldOut,
            Sentences = [],
        };
        var failings = verdict.Failings(best).ToList();
        return verdict with
        {
            Passed = failings.Count == 0,
            Sentences = [failings.Count == 0 ? "It passes: nothing here says that the best is only the luckiest." : $"It does not pass: {string.Join("; ", failings)}.", .. verdict.Tell(overfitting.Logits.Count)],
        };
    }

    private static Figure Chance(List<double> ratios, int tries)
    {
        var finite = ratios.Where(double.IsFinite).ToArray();
        if (finite.Length < 2)
            return Figure.None("Fewer than two tries have a Sharpe ratio.");
        var deviation = Moments.Of(finite).Deviation;
        return Figure.Of(SharpeOdds.ExpectedBest(deviation * deviation, tries)).Times(Math.Sqrt(ReturnMetrics.Year));
    }

    private static BacktestOverfitting Overfit(IReadOnlyList<TrialReturns> returns, CancellationToken cancel)
    {
        var rows = returns.Select(r => r.Values()).ToList();
        var periods = rows.Count == 0 ? 0 : rows[0].Length;
        return BacktestOverfitting.Of(rows, rows.Count > ManyTrials ? 10 : periods >= 64 ? 16 : 8, cancel);
    }

    private IEnumerable<string> Failings(Trial best)
    {
        if (best.Figures.Trades < LeastTrades)
            yield return $"{best.Figures.Trades:#,0} trades are fewer than {LeastTrades}";
        if (Deflated.Value is not { } sure)
            yield return "there is no deflated Sharpe ratio";
        else if (sure < SureEnough)
            yield return $"the deflated Sharpe ratio of {sure:0.0 %} is below {SureEnough:0 %}";
        if (Overfitting.Value is not { } odds)
            yield return "there is no probability of overfitting";
        else if (odds > MostOverfitting)
            yield return $"the probability of overfitting of {odds:0 %} is above {MostOverfitting:0 %}";
        if (HeldOut is { TotalReturn: null or <= 0 })
            yield return "it made nothing where the search had not looked";
    }

    private IEnumerable<string> Tell(int splits)
    {
        yield return ChanceSharpe.Value is { } chance
            ? $"After {Tries:#,0} tries on these candles a Sharpe of {chance:0.00} is what chance alone would give; the best has {BestSharpe:0.00}."
            : $"After {Tries:#,0} tries on these candles: {ChanceSharpe.Refusal}";
        yield return Deflated.Value is { } sure
            ? $"Allowing for that, its Sharpe ratio is above zero with a probability of {sure:0.0 %} (deflated Sharpe ratio; {SureEnough:0 %} are needed)."
            : $"There is no deflated Sharpe ratio: {Deflated.Refusal}";
        yield return Overfitting.Value is { } odds
            ? $"In {odds:0 %} of {splits:#,0} ways to halve the time, what was best in one half ended below the middle in the other{(ProbabilityOfLoss.Value is { } loss ? $", and in {loss:0 %} it lost there" : "")} (probability of overfitting; at most {MostOverfitting:0 %})."
            : $"There is no probability of overfitting: {Overfitting.Refusal}";
        yield return HeldOut is { } outside
            ? $"Where the search never looked it made {outside.TotalReturn ?? 0:+0.0 %;−0.0 %;0.0 %} in {outside.Trades:#,0} trades{(outside.Sharpe is { } ratio ? $", a Sharpe of {ratio:0.00}" : "")}."
            : "Nothing was kept out, so it was tried only where it was chosen.";
    }
}
