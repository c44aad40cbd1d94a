using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Feeds;

/// <summary>Two exchanges of our own behind one market, and what happens when the better one fails.</summary>
public sealed class FailoverFeedTests(Database database) : IAsyncLifetime
{
    private const string Any = "any:BTC/USDT";

    private readonly ShiftedTime _time = new();
    private BinanceStandIn _binance = null!;
    private KrakenStandIn _kraken = null!;
    private LiveDesk _desk = null!;
    private IDisposable _lease = null!;
    private CancellationTokenSource _ticking = null!;
    private Task _tickers = null!;
    private volatile bool _binanceTicks = true;

    public async ValueTask InitializeAsync()
    {
        _binance = new BinanceStandIn(time: _time);
        _kraken = new KrakenStandIn(time: _time);
        _desk = await LiveDesk.Start(database, _time, new FeedOptions { Symbols = ["BTC/USDT"], HistoryHours = 1 }, _binance, _kraken);
        _ticking = new CancellationTokenSource();
        _tickers = Tick(_ticking.Token);
        _lease = _desk.Exchanges.Watch(MarketId.Parse(Any));
        await Eventually.Be(() => _desk.Ticker(Any)?.From == "binance", "a price of the preferred source");
        await Eventually.Be(() => _desk.Health("kraken").Phase == FeedPhase.Live, "the second source");
    }

    public async ValueTask DisposeAsync()
    {
        await _ticking.CancelAsync();
        await _tickers;
        _ticking.Dispose();
        _lease.Dispose();
        await _desk.DisposeAsync();
        await _binance.DisposeAsync();
        await _kraken.DisposeAsync();
    }

    [Fact]
    public async Task A_source_that_falls_silent_is_left_within_five_seconds_and_gone_back_to_when_it_is_well_again()
    {
        await Quickest.Within(TimeSpan.FromSeconds(5.5), "a price of the other source", LeaveAndComeBack, attempts: 3);
    }

    [Fact]
    public async Task A_source_whose_connection_breaks_is_left_and_candles_go_on_without_a_hole()
    {
        await Eventually.Be(() => _desk.Minutes(Any).Count >= 50, "the candles of the past");
        var before = _desk.Minutes(Any)[^1].OpenMs;
        _binanceTicks = false;
        _binance.Faults.RefuseSockets = true;
        _binance.Faults.DropSockets();
        _binance.Faults.Plan(new HttpFault.Drop(), times: 10_000);
        await Eventually.Be(() => _desk.Ticker(Any)?.From == "kraken", "the other source");
        _time.Advance(TimeSpan.FromMinutes(2));

        await Eventually.Be(() => _desk.Minutes(Any)[^1].OpenMs >= before + 60_000, "the next candle");
        var opened = _desk.Minutes(Any).ConvertAll(c => c.OpenMs);
        Assert.Equal(Enumerable.Range(0, opened.Count).Select(i => opened[0] + (i * Timeframe.M1.Milliseconds)), opened);
    }

    [Fact]
    public async Task An_exchanges_own_market_is_never_fed_by_another()
    {
        _kraken.SetPrice("BTC/USDT", 55_555);
        _binanceTicks = false;
        await Eventually.Be(() => _desk.Ticker(Any)?.From == "kraken", "the other source");
        Assert.NotEqual(55_555, _desk.Ticker("binance:BTC/USDT")!.Last.Value);
        Assert.Null(_desk.Ticker("binance:BTC/USDT")!.From);
    }

    private async Task<TimeSpan> LeaveAndComeBack()
    {
        _binanceTicks = false;
        var silentSince = _time.GetUtcNow();
        await Eventually.Be(() => _desk.Ticker(Any)?.From == "kraken", "a price of the other source");
        var took = _desk.Ticker(Any)!.ReceivedAt - silentSince;
        await Eventually.Be(() => _desk.Events().Result.Any(e => e.Kind == "feed-switched" && e.Text.Contains("from kraken instead of binance", StringComparison.Ordinal)), "the event");

        _binanceTicks = true;
        await Eventually.Be(() => _desk.Health("binance").Phase == FeedPhase.Live, "the first source");
        for (var i = 0; i < 45; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1.5));
            var now = _time.GetUtcNow();
            await Eventually.Be(() => _desk.Ticker("binance:BTC/USDT")?.ReceivedAt >= now, "its health over the minute");
        }
        await Eventually.Be(() => _desk.Ticker(Any)?.From == "binance", "the way back");
        return took;
    }

    private async Task Tick(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!cancel.IsCancellationRequested)
        {
            if (_binanceTicks)
                _binance.SetPrice("BTC/USDT", 60_000);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
