using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Markets;

public sealed class MarketHubTests
{
    private readonly MarketHub _hub = new(TimeProvider.System);

    [Fact]
    public void A_closed_candle_is_announced_once_and_older_ones_never()
    {
        var market = _hub.Open(Some.Market, Some.Rules, MarketClock.Driven(Some.Noon));
        var announced = new List<double>();
        _hub.CandleClosed += (_, closed) => announced.Add(closed.Candle.Close);
        var candles = Builders.Candles.Closing(1, 2, 3);

        _hub.PublishClosed(market, Timeframe.M1, candles[1]);
        _hub.PublishClosed(market, Timeframe.M1, candles[1]);
        _hub.PublishClosed(market, Timeframe.M1, candles[0]);
        _hub.PublishClosed(market, Timeframe.M1, candles[2]);

        Assert.Equal([2, 3], announced);
    }

    [Fact]
    public void A_candle_in_the_making_is_none_that_closed()
    {
        var market = _hub.Open(Some.Market, Some.Rules, MarketClock.Driven(Some.Noon));
        _hub.PublishInProgress(market, Timeframe.M1, Builders.Candles.Closing(5)[0]);

        Assert.Null(market.LastClosed(Timeframe.M1));
        Assert.NotNull(market.InProgress(Timeframe.M1));
    }

    [Fact]
    public async Task A_watcher_gets_what_is_there_and_then_only_what_changed()
    {
        var market = _hub.Open(Some.Market, Some.Rules, MarketClock.Driven(Some.Noon));
        var other = _hub.Open(MarketId.Parse("paper:ETH/USDT"), Some.Rules, MarketClock.Driven(Some.Noon));
        await using var watch = _hub.Watch(null, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await watch.MoveNextAsync();
        Assert.Equal(2, watch.Current.Count);

        _hub.Publish(market, Some.Ticker(1));
        _hub.Publish(market, Some.Ticker(2));
        await watch.MoveNextAsync();

        Assert.Same(market, Assert.Single(watch.Current));
        Assert.Equal(2, market.Ticker!.Last.Value);
        Assert.NotNull(other);
    }

    [Theory]
    [InlineData(1, 30, false)]
    [InlineData(1, 31, true)]
    [InlineData(60, 120, false)]
    [InlineData(60, 121, true)]
    public void A_candle_is_late_when_it_became_known_long_after_its_close(int minutes, int seconds, bool late)
    {
        var timeframe = Timeframe.FromMinutes(minutes);
        var candle = Builders.Candles.Closing(1)[0];

        Assert.Equal(late, new ClosedCandle(Some.Market, timeframe, candle, candle.OpenTime + timeframe.Duration + TimeSpan.FromSeconds(seconds)).IsLate);
    }
}
