using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Bots.Plans;

/// <summary>Trade plans on paper, with the real journal, over restarts.</summary>
public sealed class PlanTests(Database database)
{
    private static readonly PlanDraft AtMarket = new(Some.Market, OrderKind.Market, null, 10, 95, null, false, [new(110, 0.5m), new(120, 0.5m)]);

    [Fact]
    public async Task A_plan_is_entered_guarded_and_sold_at_its_targets()
    {
        await using var desk = await Desk.Start(await database.Make());
        var (bot, plan) = await Made(desk, AtMarket);
        await Tick(desk, 100);
        Assert.Equal([(OrderKind.Stop, 9.99m, 95m)], Exits(desk, bot));

        await Tick(desk, 110);
        await Tick(desk, 110);
        // Half of the 9.99 held is sold, and the stop covers the other half.
        Assert.Equal([(OrderKind.Stop, 4.995m, 95m)], Exits(desk, bot));

        await Tick(desk, 121);
        await Tick(desk, 121);
        var done = await Stored(desk, bot, plan);
        Assert.Equal((PlanState.Done, 9.99m, 9.99m), (done.State, done.Bought, done.Sold));
        Assert.Empty(desk.Get<BotEngine>().OpenOrdersOf(bot));
        var trade = Assert.Single((await Snapshot(desk, bot)).LastTrades);
        Assert.Equal(("Plan 1 (ada): entry at market, stop at 95.", "Plan 1: target 2 of 2 at 120."), (trade.OpenReason, trade.CloseReason));
    }

    [Fact]
    public async Task After_the_first_target_the_stop_moves_to_where_nothing_is_lost()
    {
        await using var desk = await Desk.Start(await database.Make());
        var (bot, plan) = await Made(desk, AtMarket with { BreakEven = true, Targets = [new(110, 0.5m)] });
        foreach (var price in (decimal[])[100, 110, 110, 101, 100.3m, 100.2m, 100.1m])
            await Tick(desk, price);

        var done = await Stored(desk, bot, plan);
        Assert.Equal((PlanState.Done, 100.21m), (done.State, done.StopAt));
        Assert.True((await Orders(desk, bot)).Where(o => o.Kind == OrderKind.Stop && o.Status == OrderStatus.Filled).Sum(o => o.FilledValue) * 0.999m >= done.Paid / 2 - 0.05m);
    }

    [Fact]
    public async Task A_trailing_stop_follows_is_remembered_and_goes_on_after_a_target_and_a_restart()
    {
        var connection = await database.Make();
        int bot, plan;
        await using (var desk = await Desk.Start(connection))
        {
            (bot, plan) = await Made(desk, AtMarket with { Trail = 0.05m, Targets = [new(110, 0.5m)] });
            foreach (var price in (decimal[])[100, 104, 110, 110])
                await Tick(desk, price);
            Assert.Equal([(OrderKind.TrailingStop, 4.995m, 104.5m)], Exits(desk, bot));
        }
        await using var again = await Desk.Start(connection);
        await Tick(again, 108);
        Assert.Equal([(OrderKind.TrailingStop, 4.995m, 104.5m)], Exits(again, bot));
        await Tick(again, 104);
        Assert.Equal(PlanState.Done, (await Stored(again, bot, plan)).State);
    }

    [Fact]
    public async Task What_a_crash_left_between_a_target_and_its_sale_is_done_after_the_start_once()
    {
        var connection = await database.Make();
        int bot, plan;
        await using (var desk = await Desk.Start(connection))
        {
            (bot, plan) = await Made(desk, AtMarket);
            await Tick(desk, 100);
            // The last thing that was kept before the crash: the target is reached, the stop still covers everything.
            var held = await Stored(desk, bot, plan);
            await desk.Get<IBotStore>().Commit([new JournalEntry { Progress = (await Snapshot(desk, bot)).Progress, ChangedPlan = held with { Targets = [held.Targets[0] with { IsHit = true }, held.Targets[1]] } }], default);
        }
        for (var life = 0; life < 2; life++)
        {
            await using var again = await Desk.Start(connection);
            await Tick(again, 105);
            await Tick(again, 105);
            Assert.Equal([(OrderKind.Stop, 4.995m, 95m)], Exits(again, bot));
            Assert.Equal(4.995m, Assert.Single(await Orders(again, bot), o => ClientOrderId.LegOf(o.Id) == 't').Filled.Value);
        }
    }

    [Fact]
    public async Task An_entry_can_be_moved_until_it_trades_and_a_stop_and_a_target_after_that()
    {
        await using var desk = await Desk.Start(await database.Make());
        var (bot, plan) = await Made(desk, AtMarket with { EntryKind = OrderKind.Limit, EntryPrice = 98 });
        var plans = desk.Get<PlanDesk>();
        await plans.MoveEntry(bot, plan, 99, default);
        Assert.Equal([(OrderStatus.Cancelled, 98m), (OrderStatus.Accepted, 99m)], (await Orders(desk, bot)).OrderBy(o => o.LimitPrice!.Value.Value).Select(o => (o.Status, o.LimitPrice!.Value.Value)));
        await Tick(desk, 100);
        await Tick(desk, 98);
        Assert.Contains("cannot be moved", (await Assert.ThrowsAsync<ArgumentException>(() => plans.MoveEntry(bot, plan, 97, default))).Message, StringComparison.Ordinal);
        Assert.Contains("below the price", (await Assert.ThrowsAsync<ArgumentException>(() => plans.MoveStop(bot, plan, 99, default))).Message, StringComparison.Ordinal);

        await plans.MoveStop(bot, plan, 97, default);
        await plans.MoveTarget(bot, plan, 0, 105, default);
        Assert.Equal([(OrderKind.Stop, 9.99m, 97m)], Exits(desk, bot));
        await Tick(desk, 105);
        Assert.True((await Stored(desk, bot, plan)).Targets[0].IsHit);
    }

    [Theory]
    [InlineData(true, PlanState.Done)]
    [InlineData(false, PlanState.Cancelled)]
    public async Task An_ended_plan_sells_what_it_bought_or_leaves_it_as_was_said(bool sell, PlanState expected)
    {
        await using var desk = await Desk.Start(await database.Make());
        var (bot, plan) = await Made(desk, AtMarket);
        await Tick(desk, 100);
        await desk.Get<PlanDesk>().End(bot, plan, sell, "ada", default);
        await Tick(desk, 100);
        await Tick(desk, 100);

        Assert.Equal(expected, (await Stored(desk, bot, plan)).State);
        Assert.Empty(desk.Get<BotEngine>().OpenOrdersOf(bot));
        Assert.Equal(sell ? 0m : 9.99m, (await Snapshot(desk, bot)).Position.Quantity.Value);
    }

    [Fact]
    public async Task Coins_of_a_plan_are_sold_by_nobody_else_and_its_orders_withdrawn_by_nobody_else()
    {
        await using var desk = await Desk.Start(await database.Make());
        var (bot, _) = await Made(desk, AtMarket);
        await Tick(desk, 100);
        var sell = new TradeRequest(Some.Market, Side.Sell, TradePurpose.Exit, Some.Price(100), Late: false) { Quantity = Some.Quantity(1) };

        Assert.Equal(new RiskRefusal.NotEnoughHeld(1, 0), (await desk.Get<BotEngine>().Submit(bot, sell, "by hand", null, default)).Refused);
        var stop = Assert.Single(desk.Get<BotEngine>().OpenOrdersOf(bot));
        Assert.Contains("belongs to plan 1", (await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<BotEngine>().Cancel(bot, stop.Id, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_bot_with_close_ends_its_plans_and_sells()
    {
        await using var desk = await Desk.Start(await database.Make());
        var (bot, plan) = await Made(desk, AtMarket);
        await Tick(desk, 100);
        await desk.Get<BotDesk>().Stop(bot, StopChoice.Close, default);
        await Tick(desk, 99);

        Assert.Equal((PlanState.Cancelled, 0m), ((await Stored(desk, bot, plan)).State, (await Snapshot(desk, bot)).Position.Quantity.Value));
        Assert.Empty(desk.Get<BotEngine>().OpenOrdersOf(bot));
    }

    [Fact]
    public async Task A_plan_that_the_gate_refuses_is_not_made()
    {
        await using var desk = await Desk.Start(await database.Make());
        var bot = await HandBot(desk, Some.Market);
        var wish = AtMarket with { Quantity = 1_000 };

        Assert.NotNull((await desk.Get<PlanDesk>().Preview(bot, wish, default)).Refused);
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<PlanDesk>().Send(bot, wish, "ada", default));
        Assert.Empty(await desk.Get<PlanDesk>().PlansOn(Some.Market, 10, default));
    }

    internal static async Task<int> HandBot(Desk desk, MarketId id, decimal price = 100)
    {
        desk.OpenMarket(id, Builders.Candles.Start);
        await Tick(desk, price, id);
        return await desk.MakeBot(Some.Bot($"By hand {id}", id, parameters: "{}") with { Strategy = ByHand.Name });
    }

    /// <summary>Says a price and waits until everything it leads to is done.</summary>
    internal static async Task Tick(Desk desk, decimal price, MarketId? id = null)
    {
        var hub = desk.Get<MarketHub>();
        var market = hub.TryGet(id ?? Some.Market, out var open) ? open : desk.OpenMarket(id ?? Some.Market, Builders.Candles.Start.AddHours(1));
        market.Clock.MoveTo(market.Clock.Now.AddSeconds(1));
        hub.Publish(market, new Ticker(market.Id, market.Clock.Now, market.Clock.Now, Some.Price(price), Some.Price(price), Some.Price(price)));
        await market.WhenSettled(TestContext.Current.CancellationToken);
    }

    internal static List<(OrderKind Kind, decimal Remaining, decimal? Trigger)> Exits(Desk desk, int bot) =>
        [.. desk.Get<BotEngine>().OpenOrdersOf(bot).Where(o => o.Side == Side.Sell).Select(o => (o.Kind, o.Remaining, o.TriggerPrice?.Value))];

    internal static async Task<TradePlan> Stored(Desk desk, int bot, int plan) => (await desk.Get<IBotStore>().LoadPlan(bot, plan, default))!;

    private static async Task<(int Bot, int Plan)> Made(Desk desk, PlanDraft draft)
    {
        var bot = await HandBot(desk, draft.Market);
        return (bot, (await desk.Get<PlanDesk>().Send(bot, draft, "ada", default)).Number);
    }

    private static async Task<IReadOnlyList<Order>> Orders(Desk desk, int bot) => (await desk.Get<OrderStore>().List(new HistoryFilter(bot), 0, 100, default)).Items;

    private static async Task<BotSnapshot> Snapshot(Desk desk, int bot) => (await desk.Get<IBotStore>().Load(bot, default))!;
}
