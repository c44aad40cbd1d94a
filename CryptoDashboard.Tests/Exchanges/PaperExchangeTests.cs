using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Exchanges;

public sealed class PaperExchangeTests
{
    private readonly MarketHub _hub = new(TimeProvider.System);
    private readonly List<OrderReport> _reports = [];

    [Fact]
    public async Task A_market_buy_fills_at_the_ask_of_the_next_price()
    {
        using var paper = Paper(out var market);
        await paper.Place(Some.Order(equity: 1_000), TestContext.Current.CancellationToken);

        _hub.Publish(market, Some.Ticker(100, spread: 2));

        var fill = Assert.IsType<OrderEvent.FilledWholly>(Assert.Single(_reports).Happened).Fill;
        Assert.Equal((101m, 9.90099m), (fill.Price.Value, fill.Quantity.Value));
    }

    [Fact]
    public async Task The_fee_of_a_buy_is_taken_in_base_and_of_a_sell_in_quote()
    {
        using var paper = Paper(out var market);
        await paper.Place(Some.Order(Side.Buy, equity: 1_000), TestContext.Current.CancellationToken);
        _hub.Publish(market, Some.Ticker(100));
        await paper.Place(Some.Order(Side.Sell, held: 5, placed: Some.Noon.AddMinutes(1)), TestContext.Current.CancellationToken);
        _hub.Publish(market, Some.Ticker(100, Some.Noon.AddMinutes(1)));

        var fills = _reports.ConvertAll(r => ((OrderEvent.FilledWholly)r.Happened).Fill);
        Assert.Equal([(0.01m, "BTC"), (0.5m, "USDT")], fills.Select(f => (f.Fee, f.FeeAsset.Code)));
    }

    [Fact]
    public async Task A_price_older_than_the_order_does_not_fill_it()
    {
        using var paper = Paper(out var market);
        await paper.Place(Some.Order(), TestContext.Current.CancellationToken);

        _hub.Publish(market, Some.Ticker(100, Some.Noon.AddSeconds(-1)));

        Assert.Empty(_reports);
    }

    [Fact]
    public async Task Placing_an_order_twice_is_one_order()
    {
        using var paper = Paper(out var market);
        var order = Some.Order();
        await paper.Place(order, TestContext.Current.CancellationToken);
        await paper.Place(order, TestContext.Current.CancellationToken);

        _hub.Publish(market, Some.Ticker(100));
        _hub.Publish(market, Some.Ticker(100, Some.Noon.AddSeconds(1)));

        Assert.Single(_reports);
    }

    [Fact]
    public async Task An_order_that_became_too_small_at_the_price_it_meets_is_rejected()
    {
        using var paper = Paper(out var market);
        await paper.Place(Some.Order(Side.Sell, held: 0.11m), TestContext.Current.CancellationToken);

        _hub.Publish(market, Some.Ticker(50));

        Assert.IsType<OrderEvent.Rejected>(Assert.Single(_reports).Happened);
    }

    [Fact]
    public async Task A_market_is_held_until_the_report_was_handled()
    {
        using var paper = Paper(out var market);
        await paper.Place(Some.Order(), TestContext.Current.CancellationToken);
        _hub.Publish(market, Some.Ticker(100));

        var settled = market.WhenSettled(TestContext.Current.CancellationToken);
        Assert.False(settled.IsCompleted);
        _reports[0].Handled.Dispose();
        await settled;
    }

    [Fact]
    public async Task A_bot_that_wants_its_fills_as_learnt_gets_them_and_no_other_does()
    {
        using var paper = new PaperExchange(_hub, new PaperOptions { LatencyMs = 0 }, new FillBook(new NothingLearnt()));
        paper.Reported += _reports.Add;
        var market = _hub.Open(Some.Market, Some.Rules, MarketClock.Driven(Some.Noon));
        paper.Assume(1, FillLevel.Likely);
        await paper.Place(Some.Order(equity: 1_000), TestContext.Current.CancellationToken);

        // Half a second on its way, a twentieth of a percent beyond the ask: the cautious guess of a market that nothing is known of.
        _hub.Publish(market, Some.Ticker(100, Some.Noon.AddMilliseconds(499), spread: 2));
        Assert.Empty(_reports);
        _hub.Publish(market, Some.Ticker(100, Some.Noon.AddMilliseconds(500), spread: 2));
        paper.Assume(1, null);
        await paper.Place(Some.Order(equity: 1_000, placed: Some.Noon.AddMinutes(1)), TestContext.Current.CancellationToken);
        _hub.Publish(market, Some.Ticker(100, Some.Noon.AddMinutes(1), spread: 2));

        Assert.Equal([101.06m, 101m], _reports.Select(r => ((OrderEvent.FilledWholly)r.Happened).Fill.Price.Value));
    }

    private PaperExchange Paper(out Market market)
    {
        market = _hub.Open(Some.Market, Some.Rules, MarketClock.Driven(Some.Noon));
        var paper = new PaperExchange(_hub, new PaperOptions { LatencyMs = 0 });
        paper.Reported += _reports.Add;
        return paper;
    }
}
