using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Feeds;

/// <summary>The feed of one exchange: real ccxt, real database, an exchange of our own.</summary>
public sealed class ExchangeFeedTests(Database database) : IAsyncLifetime
{
    private const string Btc = "binance:BTC/USDT";

    private readonly ShiftedTime _time = new();
    private readonly FeedOptions _options = new() { Symbols = ["BTC/USDT", "ETH/USDT", "NOSUCH/USDT"], HistoryHours = 1, LateCandleSeconds = 3 };
    private BinanceStandIn _binance = null!;
    private LiveDesk _desk = null!;

    private long ThisMinute => Timeframe.M1.OpenOf(_time.GetUtcNow().ToUnixTimeMilliseconds());

    public async ValueTask InitializeAsync()
    {
        _binance = new BinanceStandIn(time: _time);
        _desk = await LiveDesk.Start(database, _time, _options, _binance);
        await Eventually.Be(() => _desk.Minutes(Btc).Count >= 58, "the candles of the last hour");
        await Eventually.Be(() => { _binance.SetPrice("BTC/USDT", 60_000); return _desk.Ticker(Btc) is not null; }, "the first price");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _binance.DisposeAsync();
    }

    [Fact]
    public async Task A_watched_market_has_live_prices_and_the_candles_of_the_past()
    {
        _binance.SetPrice("BTC/USDT", 61_234.56m);
        await Eventually.Be(() => _desk.Ticker(Btc)?.Last.Value == 61_234.56m, "the price");
        var ticker = _desk.Ticker(Btc)!;
        Assert.Equal((61_234.55m, 61_234.57m, 60_000m), (ticker.Bid.Value, ticker.Ask.Value, ticker.Open24h!.Value.Value));
        Assert.Equal(_desk.Minutes(Btc).Select(c => c.OpenMs), Enumerable.Range(0, _desk.Minutes(Btc).Count).Select(i => _desk.Minutes(Btc)[0].OpenMs + (i * 60_000L)));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc), out var market));
        var rules = market.Rules;
        Assert.Equal((0.01m, 0.00001m, 0.00001m, 10m, 0.001m, 0.001m), (rules.TickSize, rules.LotSize, rules.MinQuantity, rules.MinNotional, rules.MakerFee, rules.TakerFee));
        await Eventually.Be(() => _desk.Health("binance").Phase == FeedPhase.Live, "the live phase");
    }

    [Fact]
    public async Task Candles_that_closed_during_an_interruption_are_announced_in_order_before_the_live_ones_and_once()
    {
        var before = _desk.Minutes(Btc)[^1].OpenMs;
        _binance.Faults.RefuseSockets = true;
        _binance.Faults.DropSockets();
        await Eventually.Be(() => _binance.Faults.OpenSockets == 0, "the interruption");
        _time.Advance(TimeSpan.FromMinutes(5));
        _binance.Faults.RefuseSockets = false;

        await Eventually.Be(() => _desk.Minutes(Btc)[^1].OpenMs >= before + (5 * 60_000), "the missed candles");
        var next = _desk.Minutes(Btc)[^1].OpenMs + 60_000;
        await Eventually.Be(() => { _binance.PushCandle("BTC/USDT", "1m", new StandInCandle(next, 1, 2, 1, 2, 7) with { Open = 60_000, High = 60_001, Low = 59_999, Close = 60_000 }, isClosed: true); return _desk.Minutes(Btc)[^1].OpenMs == next; }, "the live candle");
        var opened = _desk.Minutes(Btc).ConvertAll(c => c.OpenMs);
        Assert.Equal(Enumerable.Range(0, opened.Count).Select(i => opened[0] + (i * 60_000L)), opened);
    }

    [Fact]
    public async Task A_candle_the_stream_skipped_is_fetched_before_the_next_one_is_announced()
    {
        var last = _desk.Minutes(Btc)[^1].OpenMs;
        _time.Advance(TimeSpan.FromMinutes(3));
        _binance.PushCandle("BTC/USDT", "1m", Whole(last + 180_000), isClosed: true);
        await Eventually.Be(() => _desk.Minutes(Btc)[^1].OpenMs >= last + 180_000, "the candle behind the hole");
        Assert.Equal([last + 60_000, last + 120_000, last + 180_000], _desk.Minutes(Btc).Select(c => c.OpenMs).Where(ms => ms > last).Take(3));
    }

    [Fact]
    public async Task A_candle_nobody_told_of_is_asked_for()
    {
        var last = _desk.Minutes(Btc)[^1].OpenMs;
        _binance.Faults.StallSockets = true;
        _time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.Be(() => _desk.Minutes(Btc)[^1].OpenMs >= last + 60_000, "the candle");
        Assert.True(_desk.Health("binance").Filled > 0);
    }

    [Fact]
    public async Task A_duplicate_and_a_candle_out_of_order_change_nothing()
    {
        var last = _desk.Minutes(Btc)[^1].OpenMs;
        _time.Advance(TimeSpan.FromMinutes(2));
        _binance.Faults.Duplicate();
        _binance.PushCandle("BTC/USDT", "1m", Whole(last + 60_000), isClosed: true);
        await Eventually.Be(() => _desk.Minutes(Btc)[^1].OpenMs >= last + 60_000, "the candle");
        _binance.PushCandle("BTC/USDT", "1m", Whole(last) with { Low = 1, Close = 1 }, isClosed: true);
        _binance.PushCandle("BTC/USDT", "1m", Whole(last + 120_000), isClosed: true);
        await Eventually.Be(() => _desk.Minutes(Btc)[^1].OpenMs >= last + 120_000, "the next candle");
        var opened = _desk.Minutes(Btc).ConvertAll(c => c.OpenMs);
        Assert.Equal(opened.Distinct().Order(), opened);
        Assert.DoesNotContain(_desk.Minutes(Btc), c => c.Close == 1);
    }

    [Fact]
    public async Task A_price_that_cannot_be_true_is_not_published_and_its_market_is_not_believed_for_a_minute()
    {
        _binance.SetPrice("ETH/USDT", 3_000);
        await Eventually.Be(() => _desk.Ticker("binance:ETH/USDT") is not null, "a price of ETH");
        _binance.SetPrice("BTC/USDT", -5);
        await Eventually.Be(() => _desk.Health("binance").Quarantined.Count == 1, "the quarantine");
        _binance.SetPrice("BTC/USDT", 60_100);
        _binance.SetPrice("ETH/USDT", 3_100);
        await Eventually.Be(() => _desk.Ticker("binance:ETH/USDT")?.Last.Value == 3_100, "the other market's price");

        Assert.Equal(60_000, _desk.Ticker(Btc)!.Last.Value);
        Assert.Equal("the price is -5", _desk.Health("binance").Quarantined[0].Reason);
        await Eventually.Be(() => _desk.Events().Result.Any(e => e.Kind == "source-quarantined"), "the event");

        _time.Advance(Quarantine.Term);
        await Eventually.Be(() => { _binance.SetPrice("BTC/USDT", 60_200); return _desk.Ticker(Btc)!.Last.Value == 60_200; }, "belief");
    }

    [Fact]
    public async Task Garbage_on_the_wire_takes_nothing_down()
    {
        _binance.Faults.Truncate(5);
        for (var i = 0; i < 5; i++)
            _binance.SetPrice("BTC/USDT", 60_300 + i);
        await Eventually.Be(() => { _binance.SetPrice("BTC/USDT", 60_400); return _desk.Ticker(Btc)!.Last.Value == 60_400; }, "the next price");
    }

    [Fact]
    public async Task A_silent_connection_is_noticed_and_said()
    {
        _binance.Faults.StallSockets = true;
        await Eventually.Be(() => _desk.Health("binance").Phase == FeedPhase.Stalled, "the notice");
        Assert.Contains("has been silent for", _desk.Health("binance").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_candles_are_kept_and_larger_ones_are_built_from_them()
    {
        await Eventually.Be(() => _desk.Closed.Any(c => c.Timeframe == Timeframe.M5), "a larger candle");
        var store = _desk.Get<ICandleStore>();
        await _desk.Get<CandleRecorder>().Flush(TestContext.Current.CancellationToken);
        var kept = await store.Series(MarketId.Parse(Btc), Timeframe.M1, TestContext.Current.CancellationToken);
        Assert.True(kept!.Count >= 58);
    }

    [Fact]
    public async Task Order_book_and_trades_come_while_somebody_looks()
    {
        var look = _desk.Exchanges.LookInto(MarketId.Parse(Btc));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc), out var market));
        await Eventually.Be(() => { _binance.PushBook("BTC/USDT", 3); return market.Book is not null; }, "the book");
        await Eventually.Be(() => { _binance.PushTrade("BTC/USDT", 60_001, 0.5m, isBuy: false); return market.LastTrades().Count > 0; }, "the trades");
        Assert.Null(market.Book!.Fault());
        Assert.Equal((60_001m, 0.5m, Side.Sell), (market.LastTrades()[0].Price.Value, market.LastTrades()[0].Quantity.Value, market.LastTrades()[0].Taker));
        look.Dispose();
        Assert.Null(market.Book);
    }

    [Fact]
    public async Task An_order_book_that_lost_an_update_is_fetched_anew()
    {
        using var look = _desk.Exchanges.LookInto(MarketId.Parse(Btc));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc), out var market));
        await Eventually.Be(() => { _binance.PushBook("BTC/USDT", 3); return market.Book is not null; }, "the book");
        var asked = Asked();
        _binance.PushBook("BTC/USDT", 4, skip: 5);
        await Eventually.Be(() => Asked() > asked, "another whole book");
        await Eventually.Be(() => { _binance.PushBook("BTC/USDT", 42); return market.Book?.Bids[0].Quantity.Value == 42; }, "the book in step again");
        int Asked() => _binance.Requests.Count(r => r.EndsWith("/depth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_book_nobody_keeps_up_to_date_is_not_shown()
    {
        using var look = _desk.Exchanges.LookInto(MarketId.Parse(Btc));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc), out var market));
        await Eventually.Be(() => { _binance.PushBook("BTC/USDT", 3); return market.Book is not null; }, "the book");
        _binance.Faults.RefuseSockets = true;
        _binance.Faults.DropSockets();
        await Eventually.Be(() => market.Book is null, "the end of the old book");
        _binance.Faults.RefuseSockets = false;
        await Eventually.Be(() => { _binance.PushBook("BTC/USDT", 5); return market.Book is not null; }, "the next book");
    }

    [Fact]
    public async Task A_market_nobody_chose_is_live_while_somebody_wants_it()
    {
        Assert.Null(_desk.Ticker("binance:SOL/USDT"));
        using var lease = _desk.Exchanges.Watch(MarketId.Parse("binance:SOL/USDT"));
        await Eventually.Be(() => { _binance.SetPrice("SOL/USDT", 151); return _desk.Ticker("binance:SOL/USDT")?.Last.Value == 151; }, "its price");
    }

    private static StandInCandle Whole(long openMs) => new(openMs, 60_000, 60_010, 59_990, 60_005, 3);
}
