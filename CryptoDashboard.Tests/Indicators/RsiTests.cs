using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Tests.Indicators;

public sealed class RsiTests
{
    [Fact]
    public void The_first_value_comes_after_as_many_changes_as_its_length()
    {
        var rsi = new Rsi(3);

        var values = new double[] { 1, 2, 3, 2, 3 }.Select(rsi.Update).ToList();

        Assert.Equal([true, true, true, false, false], values.Select(double.IsNaN));
    }

    [Fact]
    public void Only_gains_are_100_and_only_losses_are_0()
    {
        var rising = new Rsi(2);
        var falling = new Rsi(2);
        foreach (var close in new double[] { 1, 2, 3, 4 })
        {
            rising.Update(close);
            falling.Update(10 - close);
        }

        Assert.Equal((100d, 0d), (rising.Value, falling.Value));
    }

    [Fact]
    public void A_market_that_stands_still_has_no_RSI()
    {
        var rsi = new Rsi(2);
        foreach (var close in new double[] { 5, 5, 5, 5 })
            rsi.Update(close);

        Assert.True(double.IsNaN(rsi.Value));
    }

    [Fact]
    public void A_length_below_two_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Rsi(1));
}
