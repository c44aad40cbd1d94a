using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Tests.Performance;

public sealed class StationaryBootstrapTests
{
    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_nearly_so()
    {
        var values = Noise(200, mean: 0.1, seed: 5);

        Assert.Equal(StationaryBootstrap.Of(values, seed: 3), StationaryBootstrap.Of(values, seed: 3));
        Assert.NotEqual(StationaryBootstrap.Of(values, seed: 3), StationaryBootstrap.Of(values, seed: 4));
        Assert.Equal(StationaryBootstrap.Of(values, seed: 3).Low, StationaryBootstrap.Of(values, seed: 4).Low, 0.02);
    }

    [Fact]
    public void Of_independent_values_it_is_the_interval_of_the_textbook()
    {
        var values = Noise(1_000, mean: 0, seed: 1);
        var moments = Moments.Of(values);
        var error = moments.Deviation / Math.Sqrt(values.Length);

        var drawn = StationaryBootstrap.Of(values);

        Assert.Equal(error, drawn.Deviation, error * 0.15);
        Assert.Equal(moments.Mean - (1.96 * error), drawn.Low, error * 0.35);
        Assert.Equal(moments.Mean + (1.96 * error), drawn.High, error * 0.35);
    }

    [Fact]
    public void Of_values_that_follow_one_another_it_is_wider_than_single_draws_would_make_it()
    {
        var values = Noise(1_000, mean: 0, seed: 2);
        for (var i = 1; i < values.Length; i++)
            values[i] += 0.8 * values[i - 1];

        Assert.True(StationaryBootstrap.Of(values, block: 25).Deviation > 1.8 * StationaryBootstrap.Of(values, block: 1).Deviation);
    }

    [Fact]
    public void The_true_mean_lies_inside_about_as_often_as_is_said()
    {
        var inside = Enumerable.Range(0, 200).Count(run => StationaryBootstrap.Of(Noise(120, mean: 0.3, seed: (ulong)run), runs: 500) is { Low: <= 0.3, High: >= 0.3 });

        Assert.InRange(inside, 176, 199);
    }

    internal static double[] Noise(int count, double mean, ulong seed)
    {
        var dice = new Dice(seed + 1_000);
        return [.. Enumerable.Range(0, count).Select(_ => mean + NormalDistribution.Quantile(Math.Clamp(dice.NextDouble(), 1e-9, 1 - 1e-9)))];
    }
}
