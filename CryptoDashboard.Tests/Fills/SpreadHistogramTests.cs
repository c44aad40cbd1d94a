using CryptoDashboard.Core.Fills;

namespace CryptoDashboard.Tests.Fills;

public sealed class SpreadHistogramTests
{
    [Theory]
    [InlineData(0.1, 0.000189)]
    [InlineData(0.5, 0.000549)]
    [InlineData(0.9, 0.000909)]
    public void Quantiles_are_right_to_within_five_percent(double share, double spread)
    {
        var histogram = new SpreadHistogram();
        for (var i = 100; i < 1_000; i++)
            histogram.Add(i * 1e-6);

        Assert.InRange(histogram.Quantile(share) / spread, 0.95, 1.05);
    }

    [Fact]
    public void What_is_absurd_counts_as_the_widest_and_moves_no_quantile()
    {
        var histogram = new SpreadHistogram();
        for (var i = 0; i < 99; i++)
            histogram.Add(0.0002);
        histogram.Add(1e9);

        Assert.InRange(histogram.Quantile(0.9), 0.00019, 0.00021);
        Assert.InRange(histogram.Quantile(1), 0.1, 0.3);
    }

    [Fact]
    public void A_day_is_kept_as_text_and_read_back_whole()
    {
        var histogram = new SpreadHistogram();
        foreach (var spread in (double[])[0.0001, 0.0001, 0.0007, 0.03])
            histogram.Add(spread);

        var read = SpreadHistogram.Parse(histogram.ToString());

        Assert.Equal((histogram.ToString(), histogram.Count, histogram.Quantile(0.5)), (read.ToString(), read.Count, read.Quantile(0.5)));
    }

    [Fact]
    public void A_text_that_is_none_is_refused() => Assert.Throws<FormatException>(() => SpreadHistogram.Parse("900:1"));

    [Fact]
    public void Nothing_seen_has_no_quantile() => Assert.True(double.IsNaN(new SpreadHistogram().Quantile(0.5)));
}
