using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Bots;

/// <summary>Stops, take-profits and orders by hand, on paper, over restarts.</summary>
public sealed class GuardTests(Database database)
{
    private static readonly MarketId Live = MarketId.Parse("binance:BTC/USDT");

    // A BUY at the seventh candle, filled at 96.5.
    private static readonly double[] Entry = [100, 99, 98, 97, 96, 95, 96.5, 96.5];
    private const string Quick = """{"length":3,"lower":30,"upper":70}""";

    [Fact]
    public async Task A_position_is_guarded_as_soon_as_it_is_there()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.1m }, Entry);

        var guards = await Guards(desk, bot);
        Assert.Equal([(OrderKind.Stop, 91.68m), (OrderKind.TakeProfit, 106.15m)], guards.Select(o => (o.Kind, o.TriggerPrice!.Value.Value)));
        Assert.All(guards, g => Assert.Equal(OrderStatus.Accepted, g.Status));
    }

    [Fact]
    public async Task A_stop_sells_once_and_its_pair_is_cancelled()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.1m }, [.. Entry, 90, 90]);

        var guards = (await Orders(desk, bot)).Where(o => o.IsProtective).OrderBy(o => o.Kind);
        Assert.Equal([OrderStatus.Filled, OrderStatus.Cancelled], guards.Select(g => g.Status));
        var snapshot = (await desk.Get<IBotStore>().Load(bot, default))!;
        Assert.Null(snapshot.OpenTrade);
        Assert.True(Assert.Single(snapshot.LastTrades).ClosedByGuard);
        Assert.All(await desk.Get<TradeStore>().LedgerSums(default), sum => Assert.Equal(0m, sum.Value));
    }

    [Fact]
    public async Task Inside_one_candle_that_meets_both_the_worse_is_taken()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.1m }, Entry);
        var market = MarketOf(desk);
        var open = market.Clock.Now;
        await desk.Play(market, new Candle(open.ToUnixTimeMilliseconds(), 96.5, 120, 80, 97, 1));
        await desk.Flush();

        Assert.True((await desk.Get<IBotStore>().Load(bot, default))!.LastTrades[0].Profit < 0);
    }

    [Fact]
    public async Task Guards_are_there_again_after_a_restart_and_sell()
    {
        var connection = await database.Make();
        int bot;
        DateTimeOffset now;
        await using (var desk = await Desk.Start(connection))
        {
            bot = await Entered(desk, new StopPlan { Trailing = 0.05m }, [.. Entry, 120]);
            now = MarketOf(desk).Clock.Now;
            Assert.Equal(114m, Assert.Single(await Guards(desk, bot)).TriggerPrice!.Value.Value);
        }
        await using var again = await Desk.Start(connection);
        var market = again.OpenMarket(Live, now);
        await again.Play(market, new Candle(now.ToUnixTimeMilliseconds(), 115, 115, 100, 101, 1));
        await again.Flush();

        var snapshot = (await again.Get<IBotStore>().Load(bot, default))!;
        Assert.Equal(114m, Assert.Single(snapshot.LastTrades).ExitPrice);
        Assert.Empty(snapshot.OpenOrders);
    }

    [Fact]
    public async Task After_a_gain_the_stop_moves_to_where_nothing_is_lost()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { StopLoss = 0.2m, BreakEven = 0.03m }, [.. Entry, 98.5, 99.5]);
        await desk.Flush();

        Assert.Equal(96.7m, Assert.Single(await Guards(desk, bot)).TriggerPrice!.Value.Value);
    }

    [Fact]
    public async Task A_position_held_too_long_is_sold()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { MaxHours = 0.04 }, [.. Entry, 96.5, 96.5, 96.5, 96.5, 96.5]);

        Assert.Contains("held for", Assert.Single((await desk.Get<IBotStore>().Load(bot, default))!.LastTrades).CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SELL_takes_the_guards_away_before_it_sells_all()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { StopLoss = 0.05m }, [.. Entry, 98, 100, 102, 104, 103, 101, 100, 100]);

        var snapshot = (await desk.Get<IBotStore>().Load(bot, default))!;
        Assert.Empty(snapshot.OpenOrders);
        Assert.True(snapshot.Position.Quantity.Value < Some.Rules.MinQuantity);
        Assert.Contains((await Orders(desk, bot)).Where(o => o.IsProtective), o => o.Status == OrderStatus.Cancelled);
    }

    [Fact]
    public async Task An_order_by_hand_passes_the_same_gate_and_can_be_cancelled()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: Quick));
        await desk.Play(market, Builders.Candles.Closing([100.0])[0]);
        var buy = new TradeRequest(Live, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false) { Terms = OrderTerms.AtLimit(Some.Price(90)), Quantity = Some.Quantity(1) };

        var (order, refused) = await desk.Get<BotEngine>().Submit(bot, buy, "by hand", null, default);
        Assert.Null(refused);
        Assert.Equal((OrderStatus.Accepted, 90m), (order!.Status, order.OpenValue));
        Assert.Equal(new RiskRefusal.NotEnoughCash(9_990, 9_910), (await desk.Get<BotEngine>().Submit(bot, buy with { Quantity = Some.Quantity(111) }, "by hand", null, default)).Refused);
        var sell = new TradeRequest(Live, Side.Sell, TradePurpose.Exit, Some.Price(100), Late: false) { Quantity = Some.Quantity(1) };
        Assert.Equal(new RiskRefusal.NotEnoughHeld(1, 0), (await desk.Get<BotEngine>().Submit(bot, sell, "by hand", null, default)).Refused);

        await desk.Get<BotEngine>().Cancel(bot, order.Id, default);
        Assert.Equal(OrderStatus.Cancelled, (await desk.Get<IBotStore>().LoadOrder(order.Id, default))!.Value.Order.Status);
    }

    [Fact]
    public async Task A_guard_that_cannot_be_made_is_told_once_because_the_position_is_there_without_it()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: Quick) with { Guards = (RiskProfile.Default with { Stops = new StopPlan { StopLoss = 0.05m } }).ToJson() });
        await Tick(desk, market, 100);
        await Submit(desk, market, bot, Side.Buy, 0.21m);

        // What is left could be sold now, but no more at the price of its stop.
        await Submit(desk, market, bot, Side.Sell, 0.105m);
        await Tick(desk, market, 100);
        await desk.Flush();

        Assert.Empty(await Guards(desk, bot));
        var told = Assert.Single(await desk.Get<CryptoDashboard.Core.Events.IEventLog>().Latest(bot, 100, default), e => e.Kind == "guard-refused");
        Assert.Contains("without its guard", told.Text, StringComparison.Ordinal);
        Assert.Contains("takes none below", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_exchange_takes_in_one_order_is_guarded_as_far_as_it_goes()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.Get<MarketHub>().Open(Live, Some.Rules with { MaxQuantity = 60 }, MarketClock.Driven(Builders.Candles.Start));
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: Quick) with { Guards = (RiskProfile.Default with { Stops = new StopPlan { StopLoss = 0.05m } }).ToJson() });
        await Tick(desk, market, 100);
        await Submit(desk, market, bot, Side.Buy, 50);
        await Submit(desk, market, bot, Side.Buy, 40);
        Assert.Equal(60m, Assert.Single(await Guards(desk, bot)).Quantity.Value);

        await Tick(desk, market, 94);
        await Tick(desk, market, 94);
        await Tick(desk, market, 94);
        await desk.Flush();

        Assert.Null((await desk.Get<IBotStore>().Load(bot, default))!.OpenTrade);
    }

    [Fact]
    public async Task A_market_that_was_not_heard_of_for_minutes_is_not_bought_on_until_a_closed_minute_confirms_its_price()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: Quick));
        await Tick(desk, market, 100);
        var buy = new TradeRequest(Live, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false) { Quantity = Some.Quantity(1) };
        market.Clock.MoveTo(market.Clock.Now.AddMinutes(7));
        Assert.IsType<RiskRefusal.StalePrice>((await desk.Get<BotEngine>().Submit(bot, buy, "by hand", null, default)).Refused);

        var minute = Core.Time.Timeframe.M1.OpenOf(market.Clock.Now.AddMinutes(-1).ToUnixTimeMilliseconds());
        desk.Get<MarketHub>().PublishClosed(market, Core.Time.Timeframe.M1, new Candle(minute, 100, 100, 100, 100, 0));

        Assert.Null((await desk.Get<BotEngine>().Submit(bot, buy, "by hand", null, default)).Refused);
    }

    [Fact]
    public async Task The_loss_of_a_day_ends_with_the_day()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, new DateTimeOffset(2026, 1, 2, 23, 50, 0, TimeSpan.Zero));
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: Quick) with { Guards = (RiskProfile.Default with { MaxDailyLoss = 0.05m }).ToJson() });
        await Tick(desk, market, 100);
        var buy = new TradeRequest(Live, Side.Buy, TradePurpose.Entry, Some.Price(100), Late: false) { Quantity = Some.Quantity(80) };
        Assert.Null((await desk.Get<BotEngine>().Submit(bot, buy, "by hand", null, default)).Refused);
        await Tick(desk, market, 100);
        await Tick(desk, market, 90);
        var more = buy with { ReferencePrice = Some.Price(90), Quantity = Some.Quantity(1) };
        Assert.IsType<RiskRefusal.DailyLoss>((await desk.Get<BotEngine>().Submit(bot, more, "by hand", null, default)).Refused);

        market.Clock.MoveTo(market.Clock.Now.AddMinutes(10));
        await Tick(desk, market, 90);

        Assert.Null((await desk.Get<BotEngine>().Submit(bot, more, "by hand", null, default)).Refused);
    }

    [Fact]
    public async Task Stopping_with_close_sells_the_position_and_leaves_no_order()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await Entered(desk, new StopPlan { StopLoss = 0.05m, TakeProfit = 0.1m }, Entry);
        await desk.Get<BotDesk>().Stop(bot, StopChoice.Close, default);
        var market = MarketOf(desk);
        desk.Get<MarketHub>().Publish(market, new Ticker(Live, market.Clock.Now, market.Clock.Now, Some.Price(97), Some.Price(97), Some.Price(97)));
        await market.WhenSettled(TestContext.Current.CancellationToken);
        await desk.Flush();

        var snapshot = (await desk.Get<IBotStore>().Load(bot, default))!;
        Assert.Equal((BotStatus.Stopped, true, 0), (snapshot.Bot.Status, snapshot.OpenTrade is null, snapshot.OpenOrders.Count));
    }

    private static async Task Submit(Desk desk, Market market, int bot, Side side, decimal quantity)
    {
        var purpose = side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit;
        var request = new TradeRequest(Live, side, purpose, market.Ticker!.Last, Late: false) { Quantity = Some.Quantity(quantity) };
        Assert.Null((await desk.Get<BotEngine>().Submit(bot, request, "by hand", null, default)).Refused);
        await Tick(desk, market, market.Ticker.Last.Value);
        await desk.Flush();
    }

    private static async Task Tick(Desk desk, Market market, decimal price)
    {
        market.Clock.MoveTo(market.Clock.Now.AddSeconds(1));
        desk.Get<MarketHub>().Publish(market, new Ticker(market.Id, market.Clock.Now, market.Clock.Now, Some.Price(price), Some.Price(price), Some.Price(price)));
        await market.WhenSettled(TestContext.Current.CancellationToken);
    }

    private static Market MarketOf(Desk desk) => desk.Get<MarketHub>().TryGet(Live, out var market) ? market : throw new InvalidOperationException("not open");

    private static async Task<int> Entered(Desk desk, StopPlan plan, double[] closes)
    {
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: Quick) with { Guards = (RiskProfile.Default with { Stops = plan }).ToJson() });
        await desk.Get<BotDesk>().Start(bot, default);
        foreach (var candle in Builders.Candles.Closing(closes))
            await desk.Play(market, candle);
        await desk.Flush();
        return bot;
    }

    private static async Task<IReadOnlyList<Order>> Orders(Desk desk, int bot) => (await desk.Get<OrderStore>().List(new HistoryFilter(bot), 0, 100, default)).Items;

    private static async Task<List<Order>> Guards(Desk desk, int bot) => [.. (await Orders(desk, bot)).Where(o => o.IsProtective && !o.Status.IsFinal()).OrderBy(o => o.Kind)];
}
