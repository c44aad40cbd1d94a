using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Feeds;

public sealed class LiesTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0, 1, 0, "the price is 0")]
    [InlineData(-5, 1, 0, "the price is -5")]
    [InlineData(100, -1, 0, "the volume is -1")]
    [InlineData(100, 1, 61, "the time is 61 s in the future")]
    [InlineData(131, 1, 0, "the price 131 is +31% away from the other exchanges (100)")]
    [InlineData(69, 1, 0, "the price 69 is -31% away from the other exchanges (100)")]
    public void What_cannot_be_true_is_told_with_its_numbers(int price, int volume, int ahead, string lie) =>
        Assert.Equal(lie, Lies.Of(price, volume, Some.Noon.AddSeconds(ahead), Some.Noon, Ahead, 100, 0.3));

    [Theory]
    [InlineData(130)]
    [InlineData(70)]
    public void A_price_within_the_tolerance_is_believed(int price) =>
        Assert.Null(Lies.Of(price, 0, Some.Noon, Some.Noon, Ahead, 100, 0.3));

    [Fact]
    public void Without_others_to_compare_any_price_above_zero_is_believed() =>
        Assert.Null(Lies.Of(1_000_000, null, null, Some.Noon, Ahead, null, 0.3));

    [Fact]
    public void A_candle_that_opens_between_two_minutes_is_not_believed() =>
        Assert.Equal("the open time is not a whole minute", Lies.Of(new Candle(Some.Noon.ToUnixTimeMilliseconds() + 1, 1, 1, 1, 1, 1), Some.Noon, Ahead, null, 0.3));

    [Fact]
    public void A_candle_from_the_future_is_not_believed() =>
        Assert.Equal("the candle opens in the future", Lies.Of(new Candle(Some.Noon.AddMinutes(2).ToUnixTimeMilliseconds(), 1, 1, 1, 1, 1), Some.Noon, Ahead, null, 0.3));

    [Fact]
    public void A_candle_beyond_the_range_of_money_is_not_believed() =>
        Assert.Equal("the price is out of range", Lies.Of(new Candle(Some.Noon.ToUnixTimeMilliseconds(), 1e300, 1e300, 1e300, 1e300, 1), Some.Noon, Ahead, 1, 0.3));
}
