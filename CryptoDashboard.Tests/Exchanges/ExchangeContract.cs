using System.Collections.Concurrent;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>What the engine relies on, whoever takes its orders: the paper exchange and a real one answer alike.</summary>
public abstract class ExchangeContract
{
    protected const decimal First = 60_000;
    private const decimal Amount = 0.1m;
    protected static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private static int _numbered;
    private readonly ConcurrentQueue<OrderReport> _reports = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IExchange Exchange { get; }

    /// <summary>When an order placed now is decided.</summary>
    protected abstract DateTimeOffset Now { get; }

    /// <summary>The market trades at this price.</summary>
    protected abstract void SetPrice(decimal price);

    /// <summary>Only this share of <see cref="Amount"/> can be had at once.</summary>
    protected abstract void Thin(decimal share);

    /// <summary>The time of an order that is good until a date is over.</summary>
    protected abstract Task Expire(Order order);

    protected void Listen() => Exchange.Reported += Hear;

    protected void Deafen() => Exchange.Reported -= Hear;

    [Fact]
    public async Task A_market_order_is_taken_filled_and_found_with_every_fill()
    {
        var order = Buy(OrderTerms.Market);
        await Accepted(order);
        await Filled(order, Amount);

        var found = await Found(order, FoundState.Filled);
        Assert.Equal(Amount, found.Filled.Value);
        Assert.Equal(Fills(order).Select(f => f.FillId).Order(), found.Fills.Select(f => f.FillId).Order());
        Assert.All(found.Fills, f => Assert.Equal((order.Id, order.BotId, Side.Buy, false), (f.OrderId, f.BotId, f.Side, f.IsMaker)));
    }

    [Fact]
    public async Task The_fee_of_a_buy_comes_out_of_what_was_bought_and_of_a_sale_out_of_what_it_brought()
    {
        var (buy, sell) = (Buy(OrderTerms.Market), Sell(OrderTerms.Market));
        await Accepted(buy);
        await Filled(buy, Amount);
        await Accepted(sell);
        await Filled(sell, Amount);

        Assert.Equal((0.0001m, "BTC"), (Fills(buy).Sum(f => f.Fee), Fills(buy)[0].FeeAsset.Code));
        var sale = Fills(sell);
        Assert.Equal((Math.Round(sale.Sum(f => f.Value) * 0.001m, 8), "USDT"), (sale.Sum(f => f.Fee), sale[0].FeeAsset.Code));
    }

    [Fact]
    public async Task A_limit_waits_and_is_filled_at_its_price_by_a_price_beyond_it()
    {
        var order = Buy(OrderTerms.AtLimit(new(59_000)));
        await Accepted(order);
        await Found(order, FoundState.Open);
        SetPrice(58_900);
        await Filled(order, Amount);

        Assert.All(Fills(order), f => Assert.Equal((59_000m, true), (f.Price.Value, f.IsMaker)));
    }

    [Fact]
    public async Task A_limit_that_crosses_gets_what_is_there_and_waits_with_the_rest()
    {
        Thin(0.4m);
        var order = Buy(OrderTerms.AtLimit(new(60_100)));
        await Accepted(order);
        await Filled(order, 0.04m);
        Assert.Equal(0.04m, (await Found(order, FoundState.Open)).Filled.Value);
        Thin(1);
        SetPrice(60_000);
        SetPrice(59_900);
        await Filled(order, Amount);
        Assert.Equal(Amount, (await Found(order, FoundState.Filled)).Fills.Sum(f => f.Quantity.Value));
    }

    [Fact]
    public async Task A_cancelled_order_is_over_and_keeps_what_it_got()
    {
        Thin(0.4m);
        var order = Buy(OrderTerms.AtLimit(new(60_100)));
        await Accepted(order);
        await Filled(order, 0.04m);
        Assert.True(await Exchange.Cancel(order, Cancel) is OrderEvent.Cancelled or OrderEvent.CancelAsked);
        Assert.Equal(0.04m, (await Found(order, FoundState.Cancelled)).Fills.Sum(f => f.Quantity.Value));
        Thin(1);
        SetPrice(59_000);
        Assert.IsType<OrderEvent.NotFound>(await Exchange.Cancel(order, Cancel));
        Assert.Equal(0.04m, Fills(order).Sum(f => f.Quantity.Value));
    }

    [Fact]
    public async Task What_was_never_placed_is_not_found_and_cannot_be_cancelled()
    {
        var order = Buy(OrderTerms.AtLimit(new(59_000)));
        Assert.Null(await Exchange.Find(order, Cancel));
        Assert.IsType<OrderEvent.NotFound>(await Exchange.Cancel(order, Cancel));
    }

    [Fact]
    public async Task The_same_name_placed_again_is_one_order_while_it_waits_and_after_it_was_filled()
    {
        var (waiting, filled) = (Buy(OrderTerms.AtLimit(new(59_000))), Buy(OrderTerms.Market));
        await Accepted(waiting);
        await Accepted(filled);
        await Filled(filled, Amount);

        Assert.IsNotType<OrderEvent.Rejected>(await Exchange.Place(waiting, Cancel));
        Assert.IsNotType<OrderEvent.Rejected>(await Exchange.Place(filled, Cancel));
        SetPrice(58_900);

        await Filled(waiting, Amount);
        Assert.Equal(Amount, (await Found(waiting, FoundState.Filled)).Fills.Sum(f => f.Quantity.Value));
        Assert.Equal(Amount, (await Found(filled, FoundState.Filled)).Fills.Sum(f => f.Quantity.Value));
    }

    [Theory]
    [InlineData(0.100005, 59_000)]
    [InlineData(0.1, 59_000.005)]
    [InlineData(0.0001, 59_000)]
    public async Task An_order_off_the_lot_off_the_tick_or_below_the_smallest_value_is_turned_down(double quantity, double limit)
    {
        var order = Buy(OrderTerms.AtLimit(new((decimal)limit)), (decimal)quantity, asItIs: true);
        var answer = await Exchange.Place(order, Cancel);
        Assert.True(answer is OrderEvent.Rejected { Reason.Length: > 10 }, $"{answer}");
        SetPrice(50_000);
        Assert.Empty(Fills(order));
    }

    [Fact]
    public async Task Post_only_that_would_take_is_turned_down_and_one_that_waits_pays_the_maker()
    {
        var (taking, waiting) = (Buy(OrderTerms.AtLimit(new(60_100)) with { PostOnly = true }), Buy(OrderTerms.AtLimit(new(59_000)) with { PostOnly = true }));
        var answer = await Exchange.Place(taking, Cancel);
        SetPrice(First);
        await Eventually.Be(() => answer is OrderEvent.Rejected || Ending(taking) is OrderEvent.Rejected, "the refusal of post-only");
        await Accepted(waiting);
        SetPrice(58_900);
        await Filled(waiting, Amount);
        Assert.All(Fills(waiting), f => Assert.True(f.IsMaker));
        Assert.Empty(Fills(taking));
    }

    [Fact]
    public async Task An_order_of_the_instant_keeps_what_it_got_and_leaves_the_rest()
    {
        Thin(0.4m);
        var order = Buy(OrderTerms.AtLimit(new(60_100)) with { TimeInForce = TimeInForce.ImmediateOrCancel });
        await Accepted(order);
        await Filled(order, 0.04m);
        await Eventually.Be(() => Ending(order) is OrderEvent.Cancelled or OrderEvent.Expired, "the end of the rest");
        Assert.Equal(0.04m, (await Exchange.Find(order, Cancel))!.Filled.Value);
    }

    [Fact]
    public async Task All_or_nothing_is_nothing_where_it_cannot_be_all()
    {
        Thin(0.4m);
        var order = Buy(OrderTerms.AtLimit(new(60_100)) with { TimeInForce = TimeInForce.FillOrKill });
        await Accepted(order);
        await Eventually.Be(() => Ending(order) is OrderEvent.Cancelled or OrderEvent.Expired, "its end");
        Assert.Empty(Fills(order));
        Assert.True((await Exchange.Find(order, Cancel))!.Filled.IsZero);
    }

    [Fact]
    public async Task An_order_until_a_date_waits_until_then_and_no_longer()
    {
        var order = Buy(OrderTerms.AtLimit(new(59_000)) with { TimeInForce = TimeInForce.GoodTilDate, ExpiresAt = Now.AddHours(1) });
        await Accepted(order);
        await Found(order, FoundState.Open);
        await Expire(order);
        await Eventually.Be(() => Ending(order) is OrderEvent.Expired or OrderEvent.Cancelled, "its end");
        SetPrice(58_000);
        Assert.Empty(Fills(order));
    }

    [Fact]
    public async Task A_stop_with_a_limit_sleeps_until_its_trigger_and_sells_no_lower_than_its_limit()
    {
        var terms = OrderTerms.StopLimitAt(new(59_000), new(58_500));
        Assert.True(Exchange.Holds(Market, terms));
        var order = Sell(terms);
        await Accepted(order);
        SetPrice(59_500);
        await Found(order, FoundState.Open);
        Assert.Empty(Fills(order));
        SetPrice(58_900);
        await Filled(order, Amount);
        Assert.All(Fills(order), f => Assert.InRange(f.Price.Value, 58_500m, 59_000m));
    }

    private static Order Buy(OrderTerms terms, decimal quantity = Amount, bool asItIs = false) => Intent(Side.Buy, terms, quantity, asItIs);

    private static Order Sell(OrderTerms terms) => Intent(Side.Sell, terms, Amount, false);

    /// <param name="asItIs">Whether our own rounding and limits are kept out of the way.</param>
    private static Order Intent(Side side, OrderTerms terms, decimal quantity, bool asItIs)
    {
        var rules = asItIs ? new TradingRules(0.000001m, 0.000001m, 0.000001m, 0.01m, 0.001m, 0.001m) : Some.Rules;
        var request = new TradeRequest(Market, side, side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit, Some.Price(First), Late: false) { Terms = terms, Quantity = Some.Quantity(quantity) };
        var approved = RiskGate.Check(request, new Exposure(1_000_000, 1_000_000, Some.Quantity(side == Side.Sell ? 10 : 0), 0), Some.AllIn, rules).Approved!;
        // Names of their own for each run of the tests: what took them remembers.
        var order = Order.From(approved, ClientOrderId.Of(7, Interlocked.Increment(ref _numbered)), 7, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, "because", "main");
        return order.After(new OrderEvent.Sent(order.PlacedAt));
    }

    private async Task Accepted(Order order)
    {
        Assert.IsType<OrderEvent.Accepted>(await Exchange.Place(order, Cancel));
        Look();
    }

    /// <summary>The price as it stands is seen by what waits for one.</summary>
    protected virtual void Look()
    {
    }

    private Task Filled(Order order, decimal quantity) => Eventually.Be(() => Fills(order).Sum(f => f.Quantity.Value) == quantity, $"{quantity} of the order");

    private async Task<FoundOrder> Found(Order order, FoundState state)
    {
        FoundOrder? found = null;
        for (var tries = 0; tries < 100 && found?.State != state; tries++)
        {
            await Task.Yield();
            found = await Exchange.Find(order, Cancel);
        }
        Assert.Equal(state, found?.State);
        return found!;
    }

    private List<Fill> Fills(Order order) =>
    [
        .. _reports.Where(r => r.OrderId == order.Id).Select(r => r.Happened switch
        {
            OrderEvent.FilledPartly part => part.Fill,
            OrderEvent.FilledWholly whole => whole.Fill,
            _ => null,
        }).OfType<Fill>().DistinctBy(f => f.FillId),
    ];

    private OrderEvent? Ending(Order order) =>
        _reports.Where(r => r.OrderId == order.Id).Select(r => r.Happened).LastOrDefault(h => h is OrderEvent.Cancelled or OrderEvent.Expired or OrderEvent.Rejected);

    private void Hear(OrderReport report)
    {
        _reports.Enqueue(report);
        report.Handled.Dispose();
    }
}
