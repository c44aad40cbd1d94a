using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Performance;

public sealed class DrawdownsTests
{
    [Fact]
    public void A_fall_lasts_from_the_last_day_at_the_peak_to_the_first_day_back_at_it()
    {
        var falls = Drawdowns.Of(Runs.Curve(100, 110, 110, 99, 104.5, 110, 120, 60));

        Assert.Equal(2, falls.All.Count);
        Assert.Equal((Runs.Start.AddDays(2), Runs.Start.AddDays(3), Runs.Start.AddDays(5)), (falls.All[0].PeakAt, falls.All[0].TroughAt, falls.All[0].RecoveredAt));
        Assert.Equal(0.5, falls.Deepest!.Depth, 12);
        Assert.Null(falls.Deepest.RecoveredAt);
    }

    [Fact]
    public void The_worst_come_deepest_first()
    {
        var falls = Drawdowns.Of(Runs.Curve(100, 90, 100, 70, 100, 80, 100));

        Assert.Equal([0.3, 0.2], falls.Worst(2).Select(d => Math.Round(d.Depth, 12)));
    }

    [Fact]
    public void Depth_under_water_equals_a_recomputation_from_all_pairs()
    {
        var returns = Runs.Returns(300, 11);
        var equity = new List<double> { 1_000 };
        foreach (var r in returns)
            equity.Add(equity[^1] * (1 + r));

        var falls = Drawdowns.Of(Runs.Curve([.. equity]));

        for (var t = 0; t < equity.Count; t++)
            Assert.Equal(1 - (equity[t] / equity.Take(t + 1).Max()), falls.UnderWater[t], 12);
        Assert.Equal(falls.UnderWater.Max(), falls.Max, 12);
        Assert.Equal(falls.UnderWater.Count(d => d > 0), falls.All.Sum(d => (int)d.Days - (d.RecoveredAt is null ? 0 : 1)));
    }
}
