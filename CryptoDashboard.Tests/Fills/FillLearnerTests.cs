using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CryptoDashboard.Tests.Fills;

/// <summary>What is learnt from recorded spreads and from orders of one's own, on a real database.</summary>
public sealed class FillLearnerTests(Database database) : IAsyncLifetime
{
    private static readonly MarketId Market = Some.Market;

    private readonly ManualTime _time = new(Some.Noon.AddDays(1));
    private ServiceProvider? _services;
    private int _orders;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _services = new ServiceCollection()
        .AddStorage(DatabaseProvider.PostgreSql, await database.Make())
        .AddFills()
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton<MarketHub>()
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .BuildServiceProvider();

    public ValueTask DisposeAsync() => _services!.DisposeAsync();

    [Fact]
    public async Task Own_orders_teach_what_they_paid_beyond_the_best_price_and_how_long_they_took()
    {
        for (var i = 1; i <= 20; i++)
            await Took(Side.Buy, best: 100, paid: 100 + (i * 0.01m), latency: i * 10);

        await Learn();

        var fills = Get<FillBook>().Of(Market);
        Assert.Equal((FillBasis.Market, 0.00105), (fills[FillPart.Slippage].Basis, Math.Round(fills[FillPart.Slippage].P50, 9)));
        Assert.Equal((FillBasis.Market, 105.0, _time.GetUtcNow()), (fills[FillPart.Latency].Basis, fills[FillPart.Latency].P50, fills.LearntAt));
    }

    [Fact]
    public async Task A_sale_below_the_best_bid_is_as_dear_as_a_purchase_above_the_best_ask()
    {
        for (var i = 0; i < 20; i++)
            await Took(Side.Sell, best: 100, paid: 99.9m, latency: 50);

        await Learn();

        Assert.Equal(0.001, Math.Round(Get<FillBook>().Of(Market)[FillPart.Slippage].P50, 9));
    }

    [Fact]
    public async Task Played_fills_never_teach()
    {
        for (var i = 0; i < 30; i++)
            await Took(Side.Buy, best: 100, paid: 100.5m, latency: 50, isPlayed: true);

        Assert.Equal(0, await Learn());
        Assert.True(Get<FillBook>().Of(Market).IsGuess());
    }

    [Fact]
    public async Task Minutes_that_passed_a_waiting_limit_without_filling_it_are_chances_missed()
    {
        // Ten are filled at once; ten wait through two minutes that go beyond them, one that only meets them, and are withdrawn.
        await StoreMinutes((99.5, 98.9), (99.5, 98.5), (99.5, 99.0), (101, 100));
        for (var i = 0; i < 10; i++)
        {
            await Waited(limit: 99, filledAt: Some.Noon.AddSeconds(30));
            await Waited(limit: 99, filledAt: null);
        }

        await Learn();

        var chance = Get<FillBook>().Of(Market)[FillPart.Chance];
        Assert.Equal((FillBasis.Market, 30L, 0.3333), (chance.Basis, chance.Samples, Math.Round(chance.P50, 4)));
    }

    [Fact]
    public async Task The_spread_is_learnt_from_real_exchanges_only()
    {
        var hub = Get<MarketHub>();
        MarketId[] markets = [Market, MarketId.Parse("simulated:BTC/USDT"), MarketId.Parse("replay-1:BTC/USDT"), MarketId.Parse("any:BTC/USDT"), MarketId.Parse("kraken:ETH/EUR")];
        foreach (var id in markets)
        {
            // Kraken tells no sides: its last price stands for both.
            var (bid, ask) = id.Exchange == "kraken" ? (100m, 100m) : (99.95m, 100.05m);
            hub.Publish(hub.Open(id, Some.Rules, MarketClock.Driven(Some.Noon)), new Ticker(id, _time.GetUtcNow(), _time.GetUtcNow(), new(100), new(bid), new(ask)));
        }
        var sampler = Get<SpreadSampler>();
        for (var i = 0; i < FillDefaults.EnoughSpreads; i++)
            sampler.Sample();

        await Learn();

        var known = Assert.Single(Get<FillBook>().Markets);
        Assert.Equal((Market, FillBasis.Market), (known, Get<FillBook>().Of(Market)[FillPart.Spread].Basis));
        Assert.InRange(Get<FillBook>().Of(Market)[FillPart.Spread].P50, 0.00095, 0.00105);
    }

    [Fact]
    public async Task A_price_that_stands_still_is_not_sampled()
    {
        var hub = Get<MarketHub>();
        hub.Publish(hub.Open(Market, Some.Rules, MarketClock.Driven(Some.Noon)), new Ticker(Market, Some.Noon, _time.GetUtcNow() - TimeSpan.FromMinutes(2), new(100), new(99), new(101)));
        Get<SpreadSampler>().Sample();

        Assert.Equal(0, await Learn());
    }

    [Fact]
    public async Task What_was_seen_in_parts_of_a_day_adds_up()
    {
        var store = Get<IFillStore>();
        var day = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        for (var i = 0; i < 2; i++)
        {
            var seen = new SpreadHistogram();
            seen.Add(0.0002);
            await store.AddSpreads([new() { Exchange = "binance", Symbol = "BTC/USDT", Day = day, Seen = seen }, new() { Exchange = "binance", Symbol = "ETH/USDT", Day = day.AddDays(-i), Seen = seen }], Cancel);
        }

        Assert.Equal([1.0, 1, 2], (await store.Spreads(day.AddDays(-1), Cancel)).Select(d => d.Seen.Count).Order());
    }

    [Fact]
    public async Task An_older_version_can_still_be_asked_for_after_a_newer_one()
    {
        for (var i = 0; i < 20; i++)
            await Took(Side.Buy, best: 100, paid: 100, latency: 100);
        await Learn();
        var first = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromDays(1));
        for (var i = 0; i < 60; i++)
            await Took(Side.Buy, best: 100, paid: 100, latency: 900);
        await Learn();

        var book = Get<FillBook>();
        Assert.Equal(900, book.Of(Market)[FillPart.Latency].P50);
        Assert.Equal((100.0, first), ((await book.AsOf(Market, first.AddHours(1), Cancel))[FillPart.Latency].P50, (await book.AsOf(Market, first.AddHours(1), Cancel)).LearntAt));
        Assert.True((await book.AsOf(Market, first.AddHours(-1), Cancel)).IsGuess());
    }

    [Fact]
    public async Task It_learns_once_a_day()
    {
        await Took(Side.Buy, best: 100, paid: 100, latency: 100);
        var learner = Get<FillLearner>();
        await learner.LearnToday(Cancel);
        var first = Get<FillBook>().LearntAt;
        _time.Advance(TimeSpan.FromHours(1));
        await learner.LearnToday(Cancel);
        Assert.Equal(first, Get<FillBook>().LearntAt);
        _time.Advance(TimeSpan.FromHours(23));
        await learner.LearnToday(Cancel);
        Assert.Equal(first!.Value.AddDays(1), Get<FillBook>().LearntAt);
    }

    private T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private Task<int> Learn() => Get<FillLearner>().Learn(Cancel);

    /// <summary>An order at market that took 1 at a price.</summary>
    private Task Took(Side side, decimal best, decimal paid, double latency, bool isPlayed = false)
    {
        var order = Order(side, OrderTerms.Market);
        return Keep(order.After(new OrderEvent.FilledWholly(Some.Noon, Fill(order, paid, isMaker: false, Some.Noon))), isPlayed ? null : new() { OrderId = order.Id, SentAt = Some.Noon, LatencyMs = latency, Best = best });
    }

    /// <summary>A buy of 1 at a limit from noon on, filled at a moment or withdrawn after four minutes.</summary>
    private Task Waited(decimal limit, DateTimeOffset? filledAt)
    {
        var order = Order(Side.Buy, OrderTerms.AtLimit(new(limit)));
        OrderEvent end = filledAt is { } at ? new OrderEvent.FilledWholly(at, Fill(order, limit, isMaker: true, at)) : new OrderEvent.Cancelled(Some.Noon.AddMinutes(4));
        return Keep(order.After(end), new() { OrderId = order.Id, SentAt = Some.Noon, LatencyMs = 50, Best = 100 });
    }

    private async Task Keep(Order order, SendNote? note)
    {
        if (note is not null)
            await Get<IFillStore>().AddNotes([note, note], Cancel);
        await using var db = await Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Cancel);
        db.Add(order);
        db.AddRange(_fills);
        _fills.Clear();
        await db.SaveChangesAsync(Cancel);
    }

    private readonly List<Fill> _fills = [];

    private Fill Fill(Order order, decimal price, bool isMaker, DateTimeOffset at)
    {
        var fill = Some.Fill(order.Side, price, 1) with { OrderId = order.Id, IsMaker = isMaker, At = at };
        _fills.Add(fill);
        return fill;
    }

    private Order Order(Side side, OrderTerms terms)
    {
        var request = new TradeRequest(Market, side, side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit, Some.Price(100), Late: false) { Terms = terms, Quantity = Some.Quantity(1) };
        var trade = RiskGate.Check(request, new Exposure(10_000, 10_000, Some.Quantity(5), 0), Some.AllIn, Some.Rules).Approved!;
        return Core.Orders.Order.From(trade, ClientOrderId.Of(1, ++_orders), 1, Some.Noon, Some.Noon, "because", "main").After(new OrderEvent.Sent(Some.Noon)).After(new OrderEvent.Accepted(Some.Noon, $"x{_orders}"));
    }

    private async Task StoreMinutes(params (double High, double Low)[] minutes)
    {
        await using var import = await Get<ICandleStore>().BeginImport(Market, Timeframe.M1, Cancel);
        await import.Write(minutes.Select((m, i) => new Candle(Some.Noon.AddMinutes(i).ToUnixTimeMilliseconds(), m.Low, m.High, m.Low, m.Low, 1)).ToArray(), Cancel);
        await import.Commit(Cancel);
    }
}
