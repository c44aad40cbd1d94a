using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Drills;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CryptoDashboard.Tests.Bots;

/// <summary>A sale that the exchange turned down for a reason that passes must not be forgotten: crossings signal once.</summary>
public sealed class ExitAgainTests(Database database)
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    // Falls, rises, falls again: a BUY at the seventh candle, a SELL at the eleventh, and nothing more after it.
    private static readonly double[] Closes = [100, 99, 98, 97, 96, 95, 96.5, 98, 99, 100, 98, 98.1, 98.2, 98.1, 98.2, 98.1, 98.2, 98.1, 98.2, 98.1];

    [Fact]
    public async Task A_sale_that_was_turned_down_is_tried_again_at_the_next_candle()
    {
        var (bot, truth, desk) = await Play(sells: 2);
        await using (desk)
        {
            Assert.Equal(0m, (await desk.Get<IBotStore>().Load(bot, default))!.Position.Quantity.Value - truth.Held);
            Assert.True(truth.Held < 0.001m, $"{truth.Held} are held still");
            Assert.Equal(BotStatus.Running, (await desk.Get<IBotStore>().Load(bot, default))!.Bot.Status);
            Assert.Equal(2, (await desk.Get<OrderStore>().List(new HistoryFilter(bot), 0, 50, default)).Items.Count(o => o.Status == OrderStatus.Rejected));
        }
    }

    [Fact]
    public async Task After_five_refusals_it_halts_and_says_what_it_holds()
    {
        var (bot, truth, desk) = await Play(sells: int.MaxValue);
        await using (desk)
        {
            var stored = (await desk.Get<IBotStore>().Load(bot, default))!;
            Assert.Equal(BotStatus.Halted, stored.Bot.Status);
            Assert.Contains("turned down 5 times", stored.Bot.StatusReason, StringComparison.Ordinal);
            Assert.Equal(truth.Held, stored.Position.Quantity.Value);
        }
    }

    private async Task<(int Bot, ExchangeTruth Truth, Desk Desk)> Play(int sells)
    {
        var truth = new ExchangeTruth(Market, Some.Rules, 10_000);
        var exchange = new FaultExchange(truth, new RefusesSales(sells), TimeProvider.System);
        var desk = await Desk.Start(await database.Make(), services => services.Replace(ServiceDescriptor.Singleton(provided => new Venues(provided.GetRequiredService<PaperExchange>(), exchange))));
        var market = desk.OpenMarket(Market, Builders.Candles.Start);
        var bot = await desk.MakeBot(Some.Bot(market: Market, share: 0.5m, parameters: """{"length":3,"lower":30,"upper":70}""") with { Mode = BotMode.Live, Account = "drill" });
        await desk.Get<IBotStore>().KeepArming(
            (await desk.Get<IBotStore>().Load(bot, default))!.Bot with { ArmedAt = Some.Noon, ArmedBy = "ada", ArmedLimit = 10_000 },
            new Core.Events.DomainEvent { At = Some.Noon, Topic = Core.Events.EventTopic.Bots, Kind = "bot-armed", Text = "Armed by a test." }, default);
        await desk.Get<BotEngine>().Start(bot, default);
        foreach (var candle in Builders.Candles.Closing(Closes))
        {
            exchange.Meet(new Ticker(Market, candle.OpenTime, candle.OpenTime, new((decimal)candle.Open), new((decimal)candle.Open), new((decimal)candle.Open)));
            await desk.Play(market, candle);
            // Market orders trade the moment they are taken; what is reported is booked before the next candle.
            await Eventually.Be(() => desk.Get<BotEngine>().OpenOrdersOf(bot).Count == 0, "the end of its orders");
        }
        await desk.Flush();
        return (bot, truth, desk);
    }

    private sealed class RefusesSales(int count) : Scenario
    {
        private int _refused;

        public override string Name => "refuses-sales";

        public override string Title => "Refuses sales";

        public override string Does => "The exchange turns sales down.";

        public override Answer Place(ExchangeTruth truth, Order order, DateTimeOffset now) =>
            order.Side == Side.Sell && _refused < count && ++_refused > 0 ? new Answer(new OrderEvent.Rejected(now, "418, banned for a while."), []) : base.Place(truth, order, now);
    }
}
