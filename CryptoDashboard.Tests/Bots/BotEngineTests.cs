using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Bots;

public sealed class BotEngineTests(Database database)
{
    private static readonly MarketId Live = MarketId.Parse("binance:BTC/USDT");

    // Falls, then rises: with a length of 3 a BUY comes at the seventh candle.
    private static readonly double[] Closes = [100, 99, 98, 97, 96, 95, 96.5, 98, 99];
    private const string Quick = """{"length":3,"lower":30,"upper":70}""";

    [Fact]
    public async Task A_bot_handles_each_closed_candle_once_however_often_it_is_announced()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        foreach (var candle in Builders.Candles.Closing(Closes))
        {
            await desk.Play(market, candle);
            await desk.Play(market, candle);
        }
        await desk.Flush();

        Assert.Equal((Closes.Length, 0), await desk.Get<SignalStore>().Counts(bot, default));
    }

    [Fact]
    public async Task A_BUY_is_ordered_filled_at_the_next_open_and_told()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        foreach (var candle in Builders.Candles.Closing(Closes))
            await desk.Play(market, candle);
        await desk.Flush();

        var order = Assert.Single((await desk.Get<OrderStore>().List(new HistoryFilter(bot), 0, 10, default)).Items);
        Assert.Equal((96.5m, 96.5m), (order.ReferencePrice.Value, order.AveragePrice));
        Assert.Equal(Builders.Candles.Start.AddMinutes(7), order.PlacedAt);
        var told = await desk.Get<Core.Events.IEventLog>().Latest(bot, 20, default);
        Assert.Equal(["trade-opened", "order-filled", "signal-raised", "bot-started", "bot-created"], told.Select(e => e.Kind));
    }

    [Fact]
    public async Task A_late_candle_opens_no_position_and_says_so()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        foreach (var candle in Builders.Candles.Closing(Closes))
            await desk.Play(market, candle, delay: TimeSpan.FromMinutes(5));
        await desk.Flush();

        var signal = Assert.Single(await desk.Get<SignalStore>().Latest(bot, withHolds: false, 10, default));
        Assert.Equal((SignalFate.Refused, "late-entry", true), (signal.Fate, signal.RefusalCode, signal.Late));
        Assert.Empty((await desk.Get<OrderStore>().List(new HistoryFilter(bot), 0, 10, default)).Items);
    }

    [Fact]
    public async Task Candles_missed_in_the_announcements_are_taken_from_the_store_and_handled_first()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        var candles = Builders.Candles.Closing(Closes);
        await desk.Play(market, candles[0]);
        await desk.Store(Live, candles[1..8]);
        await desk.Play(market, candles[8]);
        await desk.Flush();

        var signals = await desk.Get<SignalStore>().Latest(bot, withHolds: true, 100, default);
        Assert.Equal(candles.Select(c => c.OpenTime).Reverse(), signals.Select(s => s.OpenTime));
    }

    [Fact]
    public async Task After_a_restart_a_bot_goes_on_as_if_nothing_had_happened()
    {
        var connection = await database.Make();
        var candles = Builders.Candles.Simulated(900);
        int bot;
        await using (var desk = await Desk.Start(connection))
        {
            var market = desk.OpenMarket(Live, Builders.Candles.Start);
            bot = await Started(desk, "{}");
            foreach (var candle in candles.Take(500))
                await desk.Play(market, candle);
        }
        await using var again = await Desk.Start(connection);
        var reopened = again.OpenMarket(Live, candles[500].OpenTime);
        foreach (var candle in candles.Skip(500))
            await again.Play(reopened, candle);
        await again.Flush();

        var rules = Some.Rules;
        var expected = Definition.Of([.. candles.Select(c => new Definition.Row(c.OpenMs, c.Open, c.Close))], 10_000, rules.LotSize, rules.MinNotional);
        var snapshot = await again.Get<IBotStore>().Load(bot, default);
        Assert.Equal((candles.Count, 0), await again.Get<SignalStore>().Counts(bot, default));
        Assert.Equal((expected.Cash, expected.Held), (snapshot!.Progress.Cash, snapshot.Position.Quantity.Value));
    }

    [Fact]
    public async Task A_bot_that_starts_warms_up_on_stored_candles_without_handling_them()
    {
        await using var desk = await Desk.Start(await database.Make());
        var candles = Builders.Candles.Closing(Closes);
        await desk.Store(Live, candles[..6]);
        var market = desk.OpenMarket(Live, candles[6].OpenTime);
        var bot = await Started(desk);
        await desk.Play(market, candles[6]);
        await desk.Flush();

        var signal = Assert.Single(await desk.Get<SignalStore>().Latest(bot, withHolds: true, 10, default));
        Assert.Equal(SignalAction.Buy, signal.Action);
    }

    [Fact]
    public async Task A_stopped_bot_handles_nothing()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        await desk.Get<BotDesk>().Stop(bot, default);
        foreach (var candle in Builders.Candles.Closing(Closes))
            await desk.Play(market, candle);
        await desk.Flush();

        Assert.Equal((0, 0), await desk.Get<SignalStore>().Counts(bot, default));
    }

    [Fact]
    public async Task Two_hundred_bots_on_one_minute_are_all_decided_and_durable()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        for (var i = 0; i < 200; i++)
            await desk.Get<BotDesk>().Start(await desk.MakeBot(Some.Bot($"Bot {i}", Live, parameters: Quick)), default);
        foreach (var candle in Builders.Candles.Closing(Closes))
            await desk.Play(market, candle);
        await desk.Flush();

        var orders = await desk.Get<OrderStore>().List(new HistoryFilter(), 0, 1_000, default);
        Assert.Equal(200, orders.Total);
        Assert.All(orders.Items, o => Assert.Equal(Core.Orders.OrderStatus.Filled, o.Status));
        Assert.All(await desk.Get<TradeStore>().LedgerSums(default), sum => Assert.Equal(0m, sum.Value));
    }

    [Fact]
    public async Task A_running_bot_cannot_be_changed_or_deleted()
    {
        await using var desk = await Desk.Start(await database.Make());
        desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        var stored = (await desk.Get<IBotStore>().Load(bot, default))!.Bot;

        await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<BotDesk>().Edit(stored with { Name = "Other" }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Get<BotDesk>().Delete(stored, default));
        Assert.Equal("Some bot", (await desk.Get<IBotStore>().Load(bot, default))!.Bot.Name);
    }

    [Fact]
    public async Task A_deleted_bot_leaves_its_ledger_lines_and_nothing_else()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await Started(desk);
        foreach (var candle in Builders.Candles.Closing(Closes))
            await desk.Play(market, candle);
        await desk.Get<BotDesk>().Stop(bot, default);
        await desk.Get<BotDesk>().Delete((await desk.Get<IBotStore>().Load(bot, default))!.Bot, default);

        Assert.Null(await desk.Get<IBotStore>().Load(bot, default));
        Assert.Equal((0, 0), await desk.Get<SignalStore>().Counts(bot, default));
        Assert.NotEmpty(await desk.Get<TradeStore>().Balances($"bot:{bot}", default));
    }

    [Fact]
    public async Task A_grid_adds_to_its_position_and_sells_it_in_parts()
    {
        await using var desk = await Desk.Start(await database.Make());
        var market = desk.OpenMarket(Live, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: """{"step":3,"rungs":3,"give-up":0}""") with { Strategy = "grid" });
        await desk.Get<BotDesk>().Start(bot, default);
        foreach (var candle in Builders.Candles.Closing(100, 100, 96.5, 93.5, 93.5, 97.5, 100.5, 100.5))
            await desk.Play(market, candle);
        await desk.Flush();

        var orders = (await desk.Get<OrderStore>().List(new HistoryFilter(bot), 0, 10, default)).Items.OrderBy(o => o.PlacedAt).ToList();
        Assert.Equal([Side.Buy, Side.Buy, Side.Sell, Side.Sell], orders.Select(o => o.Side));
        Assert.All(orders[..2], o => Assert.InRange(o.Spend, 3_100, 3_334));
        Assert.InRange(orders[2].Filled.Value - orders[3].Filled.Value, -0.00002m, 0.00002m);
        Assert.Equal(["order-filled", "trade-closed"], (await desk.Get<Core.Events.IEventLog>().Latest(bot, 40, default)).Select(e => e.Kind).Where(k => k is "order-filled" or "trade-closed").Distinct().Order());
    }

    private static async Task<int> Started(Desk desk, string parameters = Quick)
    {
        var bot = await desk.MakeBot(Some.Bot(market: Live, parameters: parameters));
        await desk.Get<BotDesk>().Start(bot, default);
        return bot;
    }
}
