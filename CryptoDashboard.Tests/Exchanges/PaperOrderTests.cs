using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Exchanges;

/// <summary>What prices do to orders of every kind, cautiously.</summary>
public sealed class PaperOrderTests
{
    private static readonly Candle Wide = new(Some.Noon.ToUnixTimeMilliseconds(), 100, 110, 90, 105, 5);

    [Fact]
    public void A_limit_that_crosses_takes_at_the_better_price_and_pays_the_taker()
    {
        var fill = Fill(Order(Side.Buy, OrderTerms.AtLimit(new(101))).Meet(Some.Ticker(100), null));
        Assert.Equal((100m, false), (fill.Price.Value, fill.IsMaker));
    }

    [Fact]
    public void A_limit_that_waits_is_not_filled_by_being_touched()
    {
        var order = Order(Side.Buy, OrderTerms.AtLimit(new(99)));
        Assert.Empty(order.Meet(Some.Ticker(100), null));
        Assert.Empty(order.Meet(Some.Ticker(99, Some.Noon.AddSeconds(1)), null));
        var fill = Fill(order.Meet(Some.Ticker(98, Some.Noon.AddSeconds(2)), null));
        Assert.Equal((99m, true), (fill.Price.Value, fill.IsMaker));
    }

    [Fact]
    public void Post_only_that_would_take_is_rejected() =>
        Assert.IsType<OrderEvent.Rejected>(Assert.Single(Order(Side.Buy, OrderTerms.AtLimit(new(101)) with { PostOnly = true }).Meet(Some.Ticker(100), null)));

    [Fact]
    public void An_order_of_the_instant_takes_what_is_there_and_leaves_the_rest()
    {
        var happened = Order(Side.Buy, OrderTerms.AtLimit(new(101)) with { TimeInForce = TimeInForce.ImmediateOrCancel }, 2).Meet(Some.Ticker(100, spread: 1), Book((100.5m, 0.5m), (102m, 9m)));
        Assert.Equal(0.5m, Assert.IsType<OrderEvent.FilledPartly>(happened[0]).Fill.Quantity.Value);
        Assert.IsType<OrderEvent.Cancelled>(happened[1]);
    }

    [Fact]
    public void All_or_nothing_that_cannot_be_all_is_nothing() =>
        Assert.IsType<OrderEvent.Expired>(Assert.Single(
            Order(Side.Buy, OrderTerms.AtLimit(new(101)) with { TimeInForce = TimeInForce.FillOrKill }, 2).Meet(Some.Ticker(100, spread: 1), Book((100.5m, 0.5m), (102m, 9m)))));

    [Fact]
    public void An_order_until_a_date_ends_at_it() =>
        Assert.IsType<OrderEvent.Expired>(Assert.Single(
            Order(Side.Buy, OrderTerms.AtLimit(new(90)) with { TimeInForce = TimeInForce.GoodTilDate, ExpiresAt = Some.Noon.AddHours(1) }).Meet(Some.Ticker(80, Some.Noon.AddHours(1)), null)));

    [Fact]
    public void A_market_order_walks_down_the_book_level_by_level()
    {
        var fills = Order(Side.Sell, OrderTerms.Market, 2).Meet(Some.Ticker(100, spread: 1), Book((100.5m, 9m), (99.5m, 0.5m), (99m, 1m), (98m, 9m)))
            .Select(h => FillOf(h)!).ToList();
        Assert.Equal([(99.5m, 0.5m), (99m, 1m), (98m, 0.5m)], fills.Select(f => (f.Price.Value, f.Quantity.Value)));
        Assert.Equal(3, fills.Select(f => f.FillId).Distinct().Count());
    }

    [Fact]
    public void A_stop_that_is_jumped_over_fills_where_the_price_landed()
    {
        var happened = Order(Side.Sell, OrderTerms.StopAt(new(95))).Meet(Some.Ticker(90), null);
        Assert.IsType<OrderEvent.Woken>(happened[0]);
        Assert.Equal(90m, FillOf(happened[1])!.Price.Value);
    }

    [Fact]
    public void A_stop_reached_inside_a_candle_fills_at_its_trigger() =>
        Assert.Equal(95m, Fill(Order(Side.Sell, OrderTerms.StopAt(new(95))).Meet(Wide, Some.Noon.AddMinutes(1))).Price.Value);

    [Fact]
    public void A_take_profit_wakes_on_the_way_up() =>
        Assert.Equal(108m, Fill(Order(Side.Sell, OrderTerms.TakeProfitAt(new(108))).Meet(Wide, Some.Noon.AddMinutes(1))).Price.Value);

    [Fact]
    public void A_stop_limit_beyond_its_limit_wakes_and_waits()
    {
        var order = Order(Side.Sell, OrderTerms.StopLimitAt(new(95), new(94)));
        Assert.IsType<OrderEvent.Woken>(Assert.Single(order.Meet(Some.Ticker(90), null)));
        Assert.Equal(94m, Fill(order.Meet(Some.Ticker(94.5m, Some.Noon.AddSeconds(1)), null)).Price.Value);
    }

    [Fact]
    public void A_trailing_stop_follows_the_price_up_and_never_back()
    {
        var order = Order(Side.Sell, OrderTerms.Trailing(0.1m));
        decimal Trigger(decimal price, int second) => order.Meet(Some.Ticker(price, Some.Noon.AddSeconds(second)), null).OfType<OrderEvent.Trailed>().Select(t => t.Trigger.Value).SingleOrDefault();
        Assert.Equal([90m, 108m, 0m], [Trigger(100, 0), Trigger(120, 1), Trigger(110, 2)]);
        Assert.Equal(107m, Fill(order.Meet(Some.Ticker(107, Some.Noon.AddSeconds(3)), null)).Price.Value);
    }

    [Fact]
    public void An_order_that_is_younger_than_the_candle_is_not_met_by_it() =>
        Assert.Empty(Order(Side.Sell, OrderTerms.StopAt(new(95)), placed: Some.Noon.AddSeconds(30)).Meet(Wide, Some.Noon.AddMinutes(1)));

    [Fact]
    public void Where_bid_and_ask_are_told_only_the_slippage_comes_on_top_and_where_a_book_tells_nothing_does()
    {
        var assumed = new FillAssumptions { Spread = 0.01m, Slippage = 0.02m };
        PaperOrder Taker() => new(Intent(Side.Buy, OrderTerms.Market, 1, Some.Noon), Some.Rules, TimeSpan.Zero, assumed);

        Assert.Equal(102.5m, Fill(Taker().Meet(Some.Ticker(100), null)).Price.Value);
        Assert.Equal(103.02m, Fill(Taker().Meet(Some.Ticker(100, spread: 2), null)).Price.Value);
        Assert.Equal(101m, Fill(Taker().Meet(Some.Ticker(100, spread: 2), Book((101m, 9m), (99m, 9m)))).Price.Value);
    }

    [Fact]
    public void A_waiting_limit_misses_as_often_as_its_chance_says_and_the_same_ones_each_time()
    {
        int Filled(ulong seed) => Enumerable.Range(0, 1_000).Count(i => new FillAssumptions { FillChance = 0.7, Seed = seed }.FillsWaiting($"order-{i}", Some.Noon.AddMinutes(i)));

        Assert.InRange(Filled(1), 650, 750);
        Assert.Equal(Filled(1), Filled(1));
        Assert.NotEqual(Filled(1), Filled(2));
    }

    [Fact]
    public void A_chance_that_was_missed_in_a_minute_is_missed_for_all_of_it_and_another_minute_is_another_chance()
    {
        var luck = new FillAssumptions { FillChance = 0.5 };
        var order = new PaperOrder(Intent(Side.Buy, OrderTerms.AtLimit(new(99)), 1, Some.Noon), Some.Rules, TimeSpan.Zero, luck);
        var (missed, taken) = (Enumerable.Range(0, 60).First(m => !luck.FillsWaiting(order.Order.Id, Some.Noon.AddMinutes(m))), Enumerable.Range(0, 60).Last(m => luck.FillsWaiting(order.Order.Id, Some.Noon.AddMinutes(m))));
        Assert.Empty(order.Meet(Some.Ticker(100), null));

        Assert.All(Enumerable.Range(0, 60), second => Assert.Empty(order.Meet(Some.Ticker(98, Some.Noon.AddMinutes(missed).AddSeconds(second)), null)));
        Assert.Equal(99m, Fill(order.Meet(Some.Ticker(98, Some.Noon.AddMinutes(taken)), null)).Price.Value);
    }

    [Fact]
    public void An_order_on_its_way_is_not_met_yet()
    {
        var order = new PaperOrder(Intent(Side.Buy, OrderTerms.Market, 1, Some.Noon), Some.Rules, TimeSpan.FromMilliseconds(100));
        Assert.Empty(order.Meet(Some.Ticker(100, Some.Noon.AddMilliseconds(99)), null));
        Assert.NotEmpty(order.Meet(Some.Ticker(100, Some.Noon.AddMilliseconds(100)), null));
    }

    [Fact]
    public void A_million_random_prices_never_fill_an_order_beyond_its_size_or_its_limit()
    {
        var dice = new Random(11);
        for (var run = 0; run < 4_000; run++)
        {
            var side = dice.Next(2) == 0 ? Side.Buy : Side.Sell;
            var quantity = dice.Next(20, 1_000) / 100m;
            var limit = dice.Next(9_500, 10_500) / 100m;
            var order = Order(side, OrderTerms.AtLimit(new(limit)), quantity);
            var filled = 0m;
            for (var i = 0; i < 250 && !order.IsOver; i++)
            {
                var price = dice.Next(9_000, 11_000) / 100m;
                var book = dice.Next(2) == 0 ? null : Book((price + 0.01m, dice.Next(1, 100) / 100m), (price - 0.01m, dice.Next(1, 100) / 100m));
                foreach (var fill in order.Meet(Some.Ticker(price, Some.Noon.AddSeconds(i), 0.02m), book).Select(FillOf).OfType<Fill>())
                {
                    filled += fill.Quantity.Value;
                    Assert.True(side == Side.Buy ? fill.Price.Value <= limit : fill.Price.Value >= limit, $"{side} at {fill.Price} with a limit of {limit}");
                }
            }
            Assert.True(filled <= quantity, $"{filled} of {quantity}");
        }
    }

    private static PaperOrder Order(Side side, OrderTerms terms, decimal quantity = 1, DateTimeOffset? placed = null) => new(Intent(side, terms, quantity, placed ?? Some.Noon), Some.Rules, TimeSpan.Zero);

    private static Order Intent(Side side, OrderTerms terms, decimal quantity, DateTimeOffset placed)
    {
        var request = new TradeRequest(Some.Market, side, side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit, Some.Price(100), Late: false) { Terms = terms, Quantity = Some.Quantity(quantity) };
        var approved = RiskGate.Check(request, new Exposure(1_000_000, 1_000_000, Some.Quantity(1_000), 0), Some.AllIn, Some.Rules).Approved!;
        return Core.Orders.Order.From(approved, ClientOrderId.Of(1, 1), 1, placed, placed, "because");
    }

    /// <summary>Levels above 100 are asks, below bids, unless all are on one side.</summary>
    private static OrderBook Book(params (decimal Price, decimal Quantity)[] levels)
    {
        var middle = levels.Length > 0 ? (levels.Max(l => l.Price) + levels.Min(l => l.Price)) / 2 : 100;
        var asks = levels.Where(l => l.Price > 100 || levels.Length == 2 && l.Price > middle).OrderBy(l => l.Price);
        var bids = levels.Where(l => !asks.Contains(l)).OrderByDescending(l => l.Price);
        return new OrderBook(Some.Market, Some.Noon, Some.Noon, [.. bids.Select(Level)], [.. asks.Select(Level)]);
        static BookLevel Level((decimal Price, decimal Quantity) level) => new(new(level.Price), new(level.Quantity));
    }

    private static Fill Fill(IEnumerable<OrderEvent> happened) => Assert.Single(happened.Select(FillOf).OfType<Fill>());

    private static Fill? FillOf(OrderEvent happened) => happened switch
    {
        OrderEvent.FilledWholly whole => whole.Fill,
        OrderEvent.FilledPartly part => part.Fill,
        _ => null,
    };
}
