using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Tests.Markets;

public sealed class NamesTests
{
    [Theory]
    [InlineData("binance:BTC/USDT", MarketKind.Exchange)]
    [InlineData("simulated:BTC/USDT", MarketKind.Simulated)]
    [InlineData("replay-12:BTC/USDT", MarketKind.Replay)]
    public void A_market_tells_where_its_prices_come_from_and_reads_back_as_written(string text, MarketKind kind)
    {
        var market = MarketId.Parse(text);

        Assert.Equal((kind, text), (market.Kind, market.ToString()));
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("Binance:BTC/USDT")]
    [InlineData(":BTC/USDT")]
    [InlineData("binance:BTCUSDT")]
    [InlineData("binance:BTC/BTC")]
    [InlineData("binance:BTC/US DT")]
    public void What_is_no_market_is_refused_with_an_example(string text) =>
        Assert.Contains("such as", Assert.Throws<FormatException>(() => MarketId.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_timeframe_reads_back_as_written_and_knows_its_boundaries()
    {
        foreach (var timeframe in Timeframe.All)
        {
            Assert.Equal(timeframe, Timeframe.Parse(timeframe.ToString()));
            var inside = new DateTimeOffset(2024, 2, 29, 13, 37, 11, TimeSpan.Zero);
            var open = timeframe.OpenOf(inside);
            Assert.True(open <= inside && inside < open + timeframe.Duration);
            Assert.Equal(open, timeframe.OpenOf(open));
        }
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero), Timeframe.H4.OpenOf(new DateTimeOffset(2024, 2, 29, 13, 37, 11, TimeSpan.Zero)));
    }
}
