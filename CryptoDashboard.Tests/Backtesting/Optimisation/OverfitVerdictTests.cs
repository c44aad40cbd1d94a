using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

/// <summary>Tries without any skill must not pass, a real edge must, and the more was tried the less is believed.</summary>
public sealed class OverfitVerdictTests
{
    private const int Days = 400;

    [Fact]
    public void The_best_of_many_coin_tosses_does_not_pass()
    {
        var verdict = Judge(Enumerable.Range(1, 200).Select(i => Record(i, edge: 0)));

        Assert.False(verdict.Passed);
        Assert.StartsWith("It does not pass", verdict.Sentences[0], StringComparison.Ordinal);
        Assert.InRange(verdict.ChanceSharpe.Value!.Value, 0.7 * verdict.BestSharpe!.Value, 1.4 * verdict.BestSharpe.Value);
    }

    [Fact]
    public void A_real_edge_among_coin_tosses_passes()
    {
        var verdict = Judge(Enumerable.Range(1, 50).Select(i => Record(i, edge: i == 7 ? 3 : 0)));

        Assert.True(verdict.Passed, string.Join(" ", verdict.Sentences));
    }

    [Fact]
    public void The_more_was_tried_on_the_same_candles_the_less_the_best_is_believed()
    {
        var records = Enumerable.Range(1, 50).Select(i => Record(i, edge: i == 7 ? 0.9 : 0)).ToList();

        var (few, many) = (Judge(records, tries: 50), Judge(records, tries: 50_000));

        Assert.True(few.Deflated.Value > many.Deflated.Value);
        Assert.True(few.ChanceSharpe.Value < many.ChanceSharpe.Value);
        Assert.Contains("After 50,000 tries on these candles a Sharpe of", many.Sentences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_edge_that_lost_where_the_search_did_not_look_does_not_pass()
    {
        var records = Enumerable.Range(1, 50).Select(i => Record(i, edge: i == 7 ? 3 : 0)).ToList();

        var verdict = Judge(records, heldOut: new TrialFigures(40, -0.05, -1, -1, -1, 0.8, -0.01, -1, 0.1));

        Assert.False(verdict.Passed);
        Assert.Contains("made nothing where the search had not looked", verdict.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Too_short_a_time_is_no_pass_and_says_so()
    {
        var verdict = Judge(Enumerable.Range(1, 20).Select(i => Record(i, edge: i == 7 ? 3 : 0, days: 10)));

        Assert.False(verdict.Passed);
        Assert.Contains(verdict.Sentences, s => s.Contains("periods are too few", StringComparison.Ordinal));
    }

    private static OverfitVerdict Judge(IEnumerable<RunRecord> records, int tries = 0, TrialFigures? heldOut = null)
    {
        var runs = records.ToList();
        var trials = runs.Select((r, i) => new Trial { Number = i + 1, Parameters = "{}", Figures = TrialFigures.Of(r), Score = TrialFigures.Of(r).Sharpe }).ToList();
        var best = Optimiser.Best(trials)!;
        return OverfitVerdict.Of(best, runs[best.Number - 1], trials, [.. runs.Select((r, i) => TrialReturns.Of(i + 1, r))], tries, heldOut, TestContext.Current.CancellationToken);
    }

    /// <summary>A run of one trade a day whose profits are by chance, with an edge of so many hundredths of their spread.</summary>
    private static RunRecord Record(int seed, double edge, int days = Days)
    {
        var dice = new Dice((ulong)seed);
        return Runs.Record([.. Enumerable.Range(0, days).Select(_ => (decimal)((NormalDistribution.Quantile(Math.Clamp(dice.NextDouble(), 1e-9, 1 - 1e-9)) + (edge / 10)) * 20))]);
    }
}
