using CryptoDashboard.Core.Backtesting.AbTests;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Performance;

namespace CryptoDashboard.Tests.Backtesting.AbTests;

public sealed class AbComparisonTests
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    [Fact]
    public void A_small_difference_in_noise_may_well_be_chance_and_how_long_it_takes_is_said()
    {
        var comparison = AbComparison.Of(Curve(60, 0.0000, seed: 1), Curve(60, 0.0004, seed: 2), Daily);

        Assert.False(comparison.IsSignificant);
        Assert.True(comparison.Low < comparison.Difference && comparison.Difference < comparison.High);
        Assert.Matches("^After 60 days [AB] is ahead by [0-9.]+ % a month; that may well be chance \\(95 % interval of B minus A: −[0-9.]+ % to \\+[0-9.]+ % a month\\)\\.$", comparison.Sentence());
        Assert.NotNull(comparison.Patience());
    }

    [Fact]
    public void A_large_difference_is_no_chance()
    {
        var comparison = AbComparison.Of(Curve(120, 0, seed: 1), Curve(120, 0.01, seed: 2), Daily);

        Assert.True(comparison.IsSignificant);
        Assert.StartsWith("After 120 days B is ahead of A by ", comparison.Sentence(), StringComparison.Ordinal);
        Assert.Null(comparison.Patience());
    }

    [Fact]
    public void What_both_share_cancels_out()
    {
        var shared = Curve(120, 0, seed: 1);
        var better = shared.Select((s, i) => s with { Equity = s.Equity * Math.Pow(1.0005, i) }).ToList();

        var comparison = AbComparison.Of(shared, better, Daily);

        Assert.True(comparison.IsSignificant);
        Assert.InRange(comparison.Difference!.Value, 0.0145, 0.0160);
    }

    [Fact]
    public void The_same_curve_twice_is_no_difference() =>
        Assert.Equal("After 60 days both have done the same.", AbComparison.Of(Curve(60, 0, 1), Curve(60, 0, 1), Daily).Sentence());

    [Fact]
    public void With_few_blocks_nothing_is_said_but_how_many_lack()
    {
        var comparison = AbComparison.Of(Curve(9, 0, 1), Curve(9, 0.01, 2), Daily);

        Assert.Null(comparison.Difference);
        Assert.Equal("After 9 days both are known for 9 of the 20 stretches of time that a first comparison needs.", comparison.Sentence());
    }

    [Fact]
    public void Blocks_that_one_of_them_lacks_are_left_out()
    {
        var b = Curve(60, 0.001, seed: 2);
        b.RemoveRange(20, 5);

        Assert.Equal(54, AbComparison.Of(Curve(60, 0, seed: 1), b, Daily).Blocks);
    }

    [Fact]
    public void The_length_that_is_needed_is_about_the_length_after_which_it_shows()
    {
        var (a, b) = (Curve(4_000, 0, seed: 1), Curve(4_000, 0.001, seed: 2));
        var needed = AbComparison.Of(a, b, Daily).NeededDays!.Value;

        // Two normal series of 1 % a day: 7.85 × 2 × 0.01² / 0.001² = 1570 days.
        Assert.InRange(needed, 900, 3_000);
    }

    [Theory]
    [InlineData(90, 1440)]
    [InlineData(5, 60)]
    [InlineData(1, 1)]
    public void Blocks_are_as_long_as_the_stretch_allows(double days, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), AbComparison.BlockFor(TimeSpan.FromDays(days), TimeSpan.FromMinutes(1)));

    private static List<EquitySample> Curve(int days, double mean, ulong seed)
    {
        var equity = 10_000d;
        var curve = new List<EquitySample> { new(Runs.Start, equity) };
        foreach (var noise in StationaryBootstrapTests.Noise(days, 0, seed))
            curve.Add(new EquitySample(Runs.Start.AddDays(curve.Count), equity *= 1 + mean + (0.01 * noise)));
        return curve;
    }
}
