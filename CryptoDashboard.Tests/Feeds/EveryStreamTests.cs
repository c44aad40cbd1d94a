using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.StandIns.Okx;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Feeds;

/// <summary>Real ccxt listens to other sockets than Binance's: Kraken's, which do not say whether a candle is closed, and OKX's, which do.</summary>
public sealed class EveryStreamTests(Database database) : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private readonly Dictionary<string, StandIn> _standIns = new(StringComparer.Ordinal);
    private LiveDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        (_standIns["kraken"], _standIns["okx"]) = (new KrakenStandIn(time: _time) { HasStreams = true }, new OkxStandIn(time: _time) { HasStreams = true });
        // Whoever is late is asked by REST: here only the streams shall speak.
        _desk = await LiveDesk.Start(database, _time, new FeedOptions { Symbols = ["BTC/USDT", "ETH/USDT"], HistoryHours = 1, LateCandleSeconds = 50, BrokenBookSeconds = 1 }, [.. _standIns.Values]);
        foreach (var exchange in _standIns.Keys)
        {
            await Eventually.Be(() => _desk.Minutes(Btc(exchange)).Count >= 58, $"the candles of {exchange}");
            await Eventually.Be(() => _desk.Health(exchange).Phase == FeedPhase.Live, $"the stream of {exchange}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        foreach (var standIn in _standIns.Values)
            await standIn.DisposeAsync();
    }

    [Theory]
    [InlineData("kraken", "/Ticker", "/Depth", "/Trades")]
    [InlineData("okx", "/ticker", "/books", "/trades")]
    public async Task Prices_books_and_trades_are_pushed_and_not_asked_for(string exchange, params string[] paths)
    {
        var standIn = _standIns[exchange];
        using var look = _desk.Exchanges.LookInto(MarketId.Parse(Btc(exchange)));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc(exchange)), out var market));
        await Eventually.Be(() => { standIn.SetPrice("BTC/USDT", 61_000, 0.25m); return market.Ticker?.Last.Value == 61_000 && market.LastTrades().Count > 0; }, "price and trade");
        await Eventually.Be(() => { standIn.SetPrice("ETH/USDT", 3_100); return _desk.Ticker($"{exchange}:ETH/USDT")?.Last.Value == 3_100; }, "the other symbol's price");
        Assert.Equal((60_999.99m, 61_000.01m, 60_000m), (market.Ticker!.Bid.Value, market.Ticker.Ask.Value, market.Ticker.Open24h!.Value.Value));
        Assert.Equal((61_000, 0.25m, Side.Buy), (market.LastTrades()[0].Price.Value, market.LastTrades()[0].Quantity.Value, market.LastTrades()[0].Taker));
        await Eventually.Be(() => { standIn.PushBook("BTC/USDT", 42); return market.Book?.Bids.Any(l => l.Quantity.Value == 42) == true; }, "the changed book");
        Assert.DoesNotContain(standIn.Requests, request => paths.Any(path => request.EndsWith(path, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("kraken")]
    [InlineData("okx")]
    public async Task A_minute_is_closed_by_the_stream(string exchange)
    {
        var standIn = _standIns[exchange];
        var minute = Timeframe.M1.OpenOf(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var last = new StandInCandle(minute, 60_000, 60_700, 59_900, 60_600, 123.5m);
        standIn.PushCandle("BTC/USDT", "1m", last with { Close = 60_100, High = 60_200, Volume = 7 }, isClosed: false);
        Assert.DoesNotContain(_desk.Minutes(Btc(exchange)), c => c.OpenMs == minute);
        standIn.PushCandle("BTC/USDT", "1m", last, isClosed: exchange == "okx");
        _time.Advance(TimeSpan.FromMinutes(1));
        standIn.PushCandle("BTC/USDT", "1m", new StandInCandle(minute + 60_000, 60_600, 60_600, 60_600, 60_600, 1), isClosed: false);
        await Eventually.Be(() => _desk.Minutes(Btc(exchange))[^1].OpenMs == minute, "the closed candle");
        Assert.Equal((60_700, 60_600, 123.5), (_desk.Minutes(Btc(exchange))[^1].High, _desk.Minutes(Btc(exchange))[^1].Close, _desk.Minutes(Btc(exchange))[^1].Volume));
    }

    [Theory]
    [InlineData("kraken")]
    [InlineData("okx")]
    public async Task After_an_interruption_what_was_missed_comes_first_in_order_and_once(string exchange)
    {
        var standIn = _standIns[exchange];
        var before = _desk.Minutes(Btc(exchange))[^1].OpenMs;
        standIn.Faults.RefuseSockets = true;
        standIn.Faults.DropSockets();
        await Eventually.Be(() => _desk.Health(exchange).Phase != FeedPhase.Live, "the interruption");
        _time.Advance(TimeSpan.FromMinutes(4));
        standIn.Faults.RefuseSockets = false;
        await Eventually.Be(() => _desk.Minutes(Btc(exchange))[^1].OpenMs >= before + (4 * 60_000), "the missed candles");
        await Eventually.Be(() => { standIn.SetPrice("BTC/USDT", 60_900); return _desk.Ticker(Btc(exchange))?.Last.Value == 60_900; }, "the price after it");
        var opened = _desk.Minutes(Btc(exchange)).ConvertAll(c => c.OpenMs);
        Assert.Equal(Enumerable.Range(0, opened.Count).Select(i => opened[0] + (i * 60_000L)), opened);
    }

    [Fact]
    public async Task A_book_of_OKX_that_lost_an_update_is_sent_anew()
    {
        var okx = _standIns["okx"];
        using var look = _desk.Exchanges.LookInto(MarketId.Parse(Btc("okx")));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc("okx")), out var market));
        await Eventually.Be(() => { okx.PushBook("BTC/USDT", 3); return market.Book?.Bids[0].Quantity.Value == 3; }, "the book");
        okx.PushBook("BTC/USDT", 4, skip: 5);
        await Eventually.Be(() => market.Book is { Asks: [_, { Quantity.Value: StandInBook.Lost }, ..] }, "what the lost update said");
        await Eventually.Be(() => { okx.PushBook("BTC/USDT", 42); return market.Book?.Bids[0].Quantity.Value == 42; }, "the book in step again");
    }

    [Fact]
    public async Task A_book_without_numbers_that_has_lost_its_step_is_not_shown_and_asked_for_anew()
    {
        var kraken = _standIns["kraken"];
        using var look = _desk.Exchanges.LookInto(MarketId.Parse(Btc("kraken")));
        Assert.True(_desk.Hub.TryGet(MarketId.Parse(Btc("kraken")), out var market));
        await Eventually.Be(() => { kraken.PushBook("BTC/USDT", 3); return market.Book?.Bids[0].Quantity.Value == 3; }, "the book");
        // The price falls, and the change that took the old bids away is lost.
        kraken.SetPrice("BTC/USDT", 59_000);
        kraken.PushBook("BTC/USDT", 4, skip: 1);
        var steps = 0;
        await Eventually.Be(() => { Move(); return market.Book is null; }, "the end of the old book");
        await Eventually.Be(() => { Move(); return market.Book is { } book && book.Asks[0].Price.Value < 59_100 && book.Bids[0].Quantity.Value == 6; }, "the book in step again");

        void Move()
        {
            kraken.SetPrice("BTC/USDT", 59_000 + (steps++ % 5));
            kraken.PushBook("BTC/USDT", 6);
        }
    }

    private static string Btc(string exchange) => $"{exchange}:BTC/USDT";
}
