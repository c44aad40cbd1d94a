using CryptoDashboard.Core.Fills;

namespace CryptoDashboard.Tests.Fills;

public sealed class LearntRangeTests
{
    [Fact]
    public void Ten_values_have_the_quantiles_that_a_calculation_by_hand_gives()
    {
        var range = LearntRange.Of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])!;

        Assert.Equal((1.9, 5.5, 9.1, 10L), (Math.Round(range.P10, 9), range.P50, Math.Round(range.P90, 9), range.Samples));
    }

    [Fact]
    public void One_outlier_of_thirty_moves_none_of_them()
    {
        double[] calm = [.. Enumerable.Range(1, 29).Select(i => (double)i)];

        Assert.InRange(LearntRange.Of([.. calm, 1e12])!.P90, 26, 29);
    }

    [Fact]
    public void Without_a_value_there_is_no_range() => Assert.Null(LearntRange.Of([]));

    [Fact]
    public void A_share_is_surer_the_more_was_seen_and_dear_is_the_lower_one()
    {
        var (few, many) = (LearntRange.OfShare(8, 10), LearntRange.OfShare(800, 1_000));

        Assert.True(few.P10 > few.P50 && few.P50 > few.P90);
        Assert.True(many.P10 - many.P90 < (few.P10 - few.P90) / 5);
        Assert.Equal(0.8, many.At(FillLevel.Likely));
    }

    [Fact]
    public void A_share_agrees_with_the_formula_worked_out_elsewhere()
    {
        // Wilson, 80 %, 8 of 10: 0.6016 to 0.9138.
        var range = LearntRange.OfShare(8, 10);

        Assert.Equal((0.9138, 0.6016), (Math.Round(range.P10, 4), Math.Round(range.P90, 4)));
    }
}
