using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CryptoDashboard.Tests.Bots;

/// <summary>The kill switch reaches every bot, whatever stands in the way of one of them.</summary>
public sealed class EmergencyStopTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    [Fact]
    public async Task A_bot_that_cannot_be_stopped_keeps_no_other_from_being_stopped()
    {
        var bad = new BadDay();
        await using var desk = await Start(bad);
        var (first, second) = (await LiveBot(desk, "First"), await LiveBot(desk, "Second"));
        foreach (var bot in new[] { first, second })
            await Trade(desk, bot, Side.Buy, OrderTerms.AtLimit(new(90)));
        bad.ThrowsFor = first;

        desk.Get<EmergencyStop>().Press("ada", "A test.", flatten: false);

        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(second).Count == 0, "the cancellation of the other bot's order");
        Assert.NotEmpty(desk.Get<BotEngine>().OpenOrdersOf(first));
        bad.ThrowsFor = null;
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(first).Count == 0, "the cancellation once it can be done");
    }

    [Fact]
    public async Task A_position_that_could_not_be_sold_at_once_is_sold_as_soon_as_it_can_be()
    {
        var bad = new BadDay();
        await using var desk = await Start(bad);
        var bot = await LiveBot(desk, "First");
        await Trade(desk, bot, Side.Buy, OrderTerms.Market);
        await Eventually.Be(() => desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.OpenTrade is not null, "the position");
        bad.RefusesSales = true;

        desk.Get<EmergencyStop>().Press("ada", "A test.", flatten: true);
        await Eventually.Be(() => bad.Refused > 1, "a second try");
        Assert.Equal(1, desk.Get<EmergencyStop>().Left);
        bad.RefusesSales = false;

        await Eventually.Be(() => desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.OpenTrade is null, "the sale");
        await Eventually.Be(() => desk.Get<EmergencyStop>().Left == 0, "the end of its work");
    }

    private async Task<Desk> Start(BadDay bad)
    {
        var exchange = new FaultExchange(new ExchangeTruth(Market, Some.Rules, 10_000), bad, TimeProvider.System);
        var desk = await Desk.Start(await database.Make(), services => services.Replace(ServiceDescriptor.Singleton(provided => new Venues(provided.GetRequiredService<PaperExchange>(), exchange))));
        var market = desk.OpenMarket(Market, DateTimeOffset.UtcNow);
        var ticker = new Ticker(Market, market.Clock.Now, market.Clock.Now, new(100), new(100), new(100));
        exchange.Meet(ticker);
        desk.Get<MarketHub>().Publish(market, ticker);
        return desk;
    }

    private static async Task<int> LiveBot(Desk desk, string name)
    {
        var bot = await desk.MakeBot(Some.Bot(name, Market) with { Mode = BotMode.Live, Account = "drill" });
        var armed = (await desk.Get<IBotStore>().Load(bot, default))!.Bot with { ArmedAt = Some.Noon, ArmedBy = "ada", ArmedLimit = 10_000 };
        await desk.Get<IBotStore>().KeepArming(armed, new Core.Events.DomainEvent { At = Some.Noon, Topic = Core.Events.EventTopic.Bots, Kind = "bot-armed", Text = "Armed by a test." }, default);
        return bot;
    }

    private static async Task Trade(Desk desk, int bot, Side side, OrderTerms terms)
    {
        var request = new TradeRequest(Market, side, TradePurpose.Entry, new(100), Late: false) { Terms = terms, Quantity = Some.Quantity(1) };
        Assert.Null((await desk.Get<BotEngine>().Submit(bot, request, "by hand", null, default)).Refused);
        await desk.Flush();
    }

    private sealed class BadDay : Scenario
    {
        private int _refused;

        public int? ThrowsFor { get; set; }

        public bool RefusesSales { get; set; }

        public int Refused => Volatile.Read(ref _refused);

        public override string Name => "bad-day";

        public override string Title => "Bad day";

        public override string Does => "Cancelling fails for one bot, sales are turned down.";

        public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now) =>
            RefusesSales && order.Side == Side.Sell && Interlocked.Increment(ref _refused) > 0 ? new Answer(new OrderEvent.Rejected(now, "418, banned for a while."), []) : PlaceHonestly(truth, order, now);

        public override Answer Cancel(ExchangeTruth truth, Order order, DateTimeOffset now) =>
            ThrowsFor == order.BotId ? throw new InvalidOperationException("A fault of the desk itself.") : CancelHonestly(truth, order, now);
    }
}
