using System.Numerics;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Performance;

public sealed class OddsTests
{
    [Theory]
    [InlineData(-5.5, 1.8989562465887738e-08)]
    [InlineData(-3, 0.0013498980316300957)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.6914624612740131)]
    [InlineData(4.9, 0.9999995208167234)]
    [InlineData(6, 0.9999999990134123)]
    public void The_normal_distribution_equals_half_the_complementary_error_function(double x, double expected) =>
        Assert.Equal(1, NormalDistribution.Cdf(x) / expected, 11);

    [Theory]
    [InlineData(1e-10)]
    [InlineData(0.001)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.975)]
    [InlineData(0.999999)]
    public void The_quantile_undoes_the_distribution(double share) => Assert.Equal(1, NormalDistribution.Cdf(NormalDistribution.Quantile(share)) / share, 10);

    [Theory]
    [InlineData(2, 1, 0.295167235300863)]
    [InlineData(1.5, 5, 0.1939036802424675)]
    [InlineData(2.6, 29, 0.014514461603765572)]
    [InlineData(3.3, 200, 0.001144722665127218)]
    [InlineData(0.01, 57, 0.9920562056304693)]
    public void A_t_test_equals_the_density_integrated_by_Simpsons_rule(double t, int freedom, double expected) =>
        Assert.Equal(expected, StudentDistribution.TwoSided(t, freedom), 11);

    [Fact]
    public void The_deflated_Sharpe_ratio_equals_the_example_of_its_paper()
    {
        // Bailey and López de Prado 2014: annual Sharpe 2.5 over 1,250 days of 250 a year, skewness −3, kurtosis 10, 100 tries whose annual ratios vary by 0.5.
        var expected = SharpeOdds.ExpectedBest(0.5 / 250, 100);

        Assert.Equal(0.1132, expected, 4);
        Assert.Equal(0.9004, SharpeOdds.Probabilistic(new(2.5 / Math.Sqrt(250), 1250, -3, 10), expected).Value!.Value, 4);
    }

    [Fact]
    public void A_probabilistic_ratio_and_its_least_length_equal_a_separate_computation()
    {
        var track = new TrackRecord(0.1, 200, -0.5, 5);

        Assert.Equal(0.9146826617681885, SharpeOdds.Probabilistic(track, 0).Value!.Value, 12);
        Assert.Equal(287.7876061341135, SharpeOdds.MinimumTrackRecord(track, 0, 0.95).Value!.Value, 9);
    }

    [Fact]
    public void At_the_least_length_of_a_record_one_is_just_as_sure_as_was_asked_for()
    {
        var length = SharpeOdds.MinimumTrackRecord(new(0.08, 50, 0.3, 4), 0.01, 0.9).Value!.Value;

        // The length is a real number of periods; whole ones on both sides of it are less and more sure.
        Assert.True(SharpeOdds.Probabilistic(new(0.08, (int)length, 0.3, 4), 0.01).Value < 0.9);
        Assert.True(SharpeOdds.Probabilistic(new(0.08, (int)length + 1, 0.3, 4), 0.01).Value > 0.9);
    }

    [Fact]
    public void The_best_of_many_tries_without_skill_is_about_as_good_as_expected()
    {
        var dice = new Dice(4);
        var best = Enumerable.Range(0, 2_000).Average(_ => Enumerable.Range(0, 50).Max(_ => NormalDistribution.Quantile(dice.NextDouble())));

        Assert.Equal(SharpeOdds.ExpectedBest(1, 50), best, 0.05);
    }

    [Fact]
    public void More_tries_make_the_same_ratio_less_believable()
    {
        var track = TrackRecord.Of(Runs.Returns(500, 8, mean: 0.003));
        double[] ratios = [.. Enumerable.Range(0, 20).Select(i => 0.01 * i)];

        var few = SharpeOdds.Deflated(track, ratios).Value;

        Assert.True(SharpeOdds.Deflated(track, ratios, 1_000).Value < few);
        Assert.True(few < SharpeOdds.Probabilistic(track, 0).Value);
    }

    [Fact]
    public void Flat_returns_are_refused_in_words() => Assert.NotNull(SharpeOdds.Probabilistic(TrackRecord.Of(new double[50]), 0).Refusal);

    [Fact]
    public void Overfitting_equals_a_recomputation_of_every_half_from_the_returns_themselves()
    {
        var tries = Enumerable.Range(0, 7).Select(i => Runs.Returns(61, (ulong)i + 20, mean: 0.0005 * i)).ToList();

        var found = BacktestOverfitting.Of(tries, 6);

        var logits = Enumerable.Range(0, 64).Where(m => BitOperations.PopCount((uint)m) == 3).Select(half => Logit(tries, half, 6)).Order().ToList();
        Assert.Equal(20, found.Logits.Count);
        Assert.All(logits.Zip(found.Logits), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(logits.Count(l => l <= 0) / 20d, found.Probability.Value!.Value, 12);
    }

    [Fact]
    public void A_try_that_is_better_everywhere_is_not_overfitted_and_noise_is_chosen_blindly()
    {
        var noise = Enumerable.Range(0, 30).Select(i => Runs.Returns(480, (ulong)i + 100, mean: 0)).ToList();

        var skill = BacktestOverfitting.Of([.. noise, Runs.Returns(480, 7, mean: 0.02)], 10);

        Assert.Equal(0, skill.Probability.Value);
        Assert.InRange(BacktestOverfitting.Of(noise, 10).Probability.Value!.Value, 0.2, 0.8);
    }

    [Fact]
    public void Too_few_tries_or_periods_are_refused_in_words()
    {
        Assert.NotNull(BacktestOverfitting.Of([Runs.Returns(100, 1)]).Probability.Refusal);
        Assert.Contains("10 periods are too few", BacktestOverfitting.Of([Runs.Returns(10, 1), Runs.Returns(10, 2)]).Probability.Refusal);
    }

    [Fact]
    public void Walk_forward_weighs_windows_by_their_time()
    {
        var month = TimeSpan.FromDays(30);
        WalkForwardWindow[] windows = [new(0.10, 3 * month, 0.02, month), new(0.20, 3 * month, -0.01, month), new(0.05, 3 * month, 0.03, month)];

        var expected = Math.Log(1.02 * 0.99 * 1.03) / 90 / (Math.Log(1.1 * 1.2 * 1.05) / 270);

        Assert.Equal(expected, WalkForwardEfficiency.Of(windows).Value!.Value, 12);
        Assert.NotNull(WalkForwardEfficiency.Of(windows[..2]).Refusal);
    }

    private static double Logit(List<double[]> tries, int half, int blocks)
    {
        var length = tries[0].Length;
        var inside = Enumerable.Range(0, length).Where(t => (half >> Enumerable.Range(0, blocks).First(b => t < (b + 1) * length / blocks) & 1) != 0).ToHashSet();
        double Ratio(double[] returns, bool within)
        {
            var part = returns.Where((_, t) => inside.Contains(t) == within).ToList();
            var mean = part.Average();
            return mean / Math.Sqrt(part.Sum(r => (r - mean) * (r - mean)) / (part.Count - 1));
        }

        var best = tries.MaxBy(t => Ratio(t, within: true))!;
        var rank = tries.Count(t => Ratio(t, within: false) <= Ratio(best, within: false));
        var share = (double)rank / (tries.Count + 1);
        return Math.Log(share / (1 - share));
    }
}
