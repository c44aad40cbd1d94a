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

/// <summary>An order that is not there when it is asked for early may still arrive, however slow the answer to that question was.</summary>
public sealed class AskedEarlyTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    [Fact]
    public async Task An_answer_that_took_long_speaks_of_the_moment_of_its_question_and_the_order_is_not_given_up_for_it()
    {
        var time = new StandingTime();
        var truth = new ExchangeTruth(Market, Some.Rules, 10_000);
        var late = new ArrivesLate(time);
        var exchange = new FaultExchange(truth, late, time);
        await using var desk = await Desk.Start(await database.Make(), services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(time))
            .Replace(ServiceDescriptor.Singleton(provided => new Venues(provided.GetRequiredService<PaperExchange>(), exchange))));
        desk.OpenMarket(Market, time.GetUtcNow());
        exchange.Meet(new Ticker(Market, time.GetUtcNow(), time.GetUtcNow(), new(100), new(100), new(100)));
        var bot = await desk.MakeBot(Some.Bot(market: Market) with { Mode = BotMode.Live, Account = "drill" });
        var armed = (await desk.Get<IBotStore>().Load(bot, default))!.Bot with { ArmedAt = Some.Noon, ArmedBy = "ada", ArmedLimit = 10_000 };
        await desk.Get<IBotStore>().KeepArming(armed, new Core.Events.DomainEvent { At = Some.Noon, Topic = Core.Events.EventTopic.Bots, Kind = "bot-armed", Text = "Armed by a test." }, default);

        var request = new TradeRequest(Market, Side.Buy, TradePurpose.Entry, new(100), Late: false) { Quantity = new(1) };
        var (order, _) = await desk.Get<BotEngine>().Submit(bot, request, "by hand", null, default);

        // Only once the answer was taken is it known when it is asked again: time must not pass before.
        await Eventually.Be(() => late.Asked == 1 && desk.Get<BotEngine>().InDoubt == 1, "the first question");
        time.Pass(TimeSpan.FromSeconds(3));
        await Eventually.Be(() => late.Asked == 2, "the second question, three seconds after the order was sent");
        time.Pass(TimeSpan.FromSeconds(5));
        await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of the doubt");
        Assert.Equal(OrderStatus.Filled, (await desk.Get<IBotStore>().LoadOrder(order!.Id, default))!.Value.Order.Status);
        Assert.Equal(truth.Held, desk.Get<BotEngine>().StateOf(bot)!.Value.Holding.Position.Quantity.Value);
    }

    /// <summary>Time passes only where the test says so; what waits, waits in real time.</summary>
    private sealed class StandingTime : TimeProvider
    {
        private long _ticks = Some.Noon.Ticks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Pass(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }

    /// <summary>The first two questions find nothing; the second is answered ten seconds late, and meanwhile the order arrives.</summary>
    private sealed class ArrivesLate(StandingTime time) : Scenario
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public override string Name => "arrives-late";

        public override string Title => "Arrives late";

        public override string Does => "An order is not there when it is asked for, and arrives after that.";

        public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now) => new(new OrderEvent.AnswerLost(now), []);

        public override FoundOrder? Find(ExchangeTruth truth, Order order, DateTimeOffset now)
        {
            if (Asked >= 2)
                return FindHonestly(truth, order, now);
            if (Asked == 1)
            {
                PlaceHonestly(truth, order, now);
                time.Pass(TimeSpan.FromSeconds(10));
            }
            Interlocked.Increment(ref _asked);
            return null;
        }
    }
}
