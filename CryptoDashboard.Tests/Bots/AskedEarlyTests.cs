using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CryptoDashboard.Tests.Bots;

/// <summary>An order that is not there when it is asked for early may still arrive, however slow the answer to that question was.</summary>
public sealed class AskedEarlyTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("kraken:BTC/USDT");

    [Fact]
    public async Task An_answer_that_took_long_speaks_of_the_moment_of_its_question_and_the_order_is_not_given_up_for_it()
    {
        var (time, late) = (new StandingTime(), new ArrivesLate(Side.Buy));
        late.WhileAnswering = () => time.Pass(TimeSpan.FromSeconds(10));
        await using var desk = await Start(time, late);
        var bot = await LiveBot(desk);

        var order = await Trade(desk, bot, Side.Buy, OrderTerms.Market);

        // Only once the answer was taken is it known when it is asked again: time must not pass before.
        await Eventually.Be(() => late.Asked == 1 && desk.Get<BotEngine>().InDoubt == 1, "the first question");
        time.Pass(TimeSpan.FromSeconds(3));
        await Eventually.Be(() => late.Asked == 2, "the second question, three seconds after the order was sent");
        time.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of the doubt");
        Assert.Equal(OrderStatus.Filled, (await desk.Get<IBotStore>().LoadOrder(order.Id, default))!.Value.Order.Status);
        Assert.Equal(late.Truth!.Held, desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.Position.Quantity.Value);
    }

    [Fact]
    public async Task A_stop_that_waited_here_for_an_hour_is_as_new_as_any_order_when_it_is_sent()
    {
        var (time, late) = (new StandingTime(), new ArrivesLate(Side.Sell));
        await using var desk = await Start(time, late);
        var bot = await LiveBot(desk);
        await Trade(desk, bot, Side.Buy, OrderTerms.Market);
        await Eventually.Be(() => desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.Position.Quantity.Value > 0, "the fill of the entry");
        var stop = await Trade(desk, bot, Side.Sell, OrderTerms.StopAt(new(90)));
        Assert.Equal(OrderStatus.Held, stop.Status);
        time.Pass(TimeSpan.FromHours(1));

        Price(desk, late, time, 89);

        await Eventually.Be(() => late.Asked == 1 && desk.Get<BotEngine>().InDoubt == 1, "the first question");
        time.Pass(TimeSpan.FromSeconds(3));
        await Eventually.Be(() => late.Asked == 2, "the second question, three seconds after the stop was sent");
        time.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of the doubt");
        Assert.Equal(OrderStatus.Filled, (await desk.Get<IBotStore>().LoadOrder(stop.Id, default))!.Value.Order.Status);
        Assert.Equal(late.Truth!.Held, desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.Position.Quantity.Value);
    }

    private async Task<Desk> Start(StandingTime time, ArrivesLate late)
    {
        var exchange = new FaultExchange(late.Truth = new ExchangeTruth(Market, Some.Rules, 10_000), late, time);
        late.Exchange = exchange;
        var desk = await Desk.Start(await database.Make(), services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(time))
            .Replace(ServiceDescriptor.Singleton(provided => new Venues(provided.GetRequiredService<PaperExchange>(), exchange))));
        desk.OpenMarket(Market, time.GetUtcNow());
        Price(desk, late, time, 100);
        return desk;
    }

    private static void Price(Desk desk, ArrivesLate late, StandingTime time, decimal price)
    {
        var ticker = new Ticker(Market, time.GetUtcNow(), time.GetUtcNow(), new(price), new(price), new(price));
        desk.Get<MarketHub>().TryGet(Market, out var market);
        market!.Clock.MoveTo(time.GetUtcNow());
        late.Exchange!.Meet(ticker);
        desk.Get<MarketHub>().Publish(market, ticker);
    }

    private static async Task<int> LiveBot(Desk desk)
    {
        var bot = await desk.MakeBot(Some.Bot(market: Market) with { Mode = BotMode.Live, Account = "drill" });
        var armed = (await desk.Get<IBotStore>().Load(bot, default))!.Bot with { ArmedAt = Some.Noon, ArmedBy = "ada", ArmedLimit = 10_000 };
        await desk.Get<IBotStore>().KeepArming(armed, new Core.Events.DomainEvent { At = Some.Noon, Topic = Core.Events.EventTopic.Bots, Kind = "bot-armed", Text = "Armed by a test." }, default);
        return bot;
    }

    private static async Task<Order> Trade(Desk desk, int bot, Side side, OrderTerms terms)
    {
        var purpose = side == Side.Buy ? TradePurpose.Entry : TradePurpose.Exit;
        var quantity = side == Side.Buy ? new Quantity(1) : Some.Rules.FloorQuantity(desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.Position.Quantity.Value);
        var request = new TradeRequest(Market, side, purpose, new(100), Late: false) { Terms = terms, Quantity = quantity };
        var (order, refused) = await desk.Get<BotEngine>().Submit(bot, request, "by hand", null, default);
        return order ?? throw new InvalidOperationException(refused!.Sentence);
    }

    /// <summary>Time passes only where the test says so; what waits, waits in real time.</summary>
    private sealed class StandingTime : TimeProvider
    {
        private long _ticks = Some.Noon.Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Pass(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }

    /// <summary>Orders of one side: the first two questions find nothing, and while the second is answered the order arrives.</summary>
    private sealed class ArrivesLate(Side side) : Scenario
    {
        private int _asked;

        public ExchangeTruth? Truth { get; set; }

        public FaultExchange? Exchange { get; set; }

        public Action WhileAnswering { get; set; } = () => { };

        public int Asked => Volatile.Read(ref _asked);

        public override string Name => "arrives-late";

        public override string Title => "Arrives late";

        public override string Does => "An order is not there when it is asked for, and arrives after that.";

        public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now) =>
            order.Side == side ? new(new OrderEvent.AnswerLost(now), []) : PlaceHonestly(truth, order, now);

        public override FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now)
        {
            if (order.Side != side || Asked >= 2)
                return FindHonestly(truth, order, now);
            if (Asked == 1)
            {
                PlaceHonestly(truth, order, now);
                WhileAnswering();
            }
            Interlocked.Increment(ref _asked);
            return null;
        }
    }
}
