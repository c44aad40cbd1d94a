using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.Storage;

namespace CryptoDashboard.Tests.Bots.Plans;

/// <summary>Plans of every kind on random prices, with restarts in between.</summary>
public sealed class PlanPropertyTests(Database database)
{
    private const int Count = 12;
    private const int Minutes = 36;
    private static readonly int[] Restarts = [9, 22];

    [Fact]
    public async Task Whatever_prices_do_a_plan_never_offers_more_than_it_holds_and_ends_flat_or_guarded()
    {
        var random = new Random(20260102);
        var connection = await database.Make();
        var plans = new List<(MarketId Market, int Bot, int Plan)>();
        var prices = Enumerable.Range(0, Count).Select(_ => 100m).ToArray();
        var desk = await Desk.Start(connection);
        try
        {
            for (var i = 0; i < Count; i++)
            {
                var market = MarketId.Parse($"paper:C{i}/USDT");
                var bot = await PlanTests.HandBot(desk, market);
                plans.Add((market, bot, (await desk.Get<PlanDesk>().Send(bot, Draft(random, market, i), "ada", default)).Number));
            }
            for (var minute = 0; minute < Minutes; minute++)
            {
                if (Restarts.Contains(minute))
                {
                    await desk.DisposeAsync();
                    desk = await Desk.Start(connection);
                }
                for (var i = 0; i < Count; i++)
                {
                    await Step(desk, random, plans[i].Market, minute, prices, i);
                    AssertNothingTwice(desk, plans[i].Bot);
                }
            }
            await desk.Flush();
            foreach (var (_, bot, plan) in plans)
                await AssertFlatOrGuarded(desk, bot, plan);
            Assert.All(await desk.Get<TradeStore>().LedgerSums(default), sum => Assert.Equal(0m, sum.Value));
        }
        finally
        {
            await desk.DisposeAsync();
        }
    }

    private static PlanDraft Draft(Random random, MarketId market, int i)
    {
        var (kind, entry) = (i % 3) switch { 0 => (OrderKind.Market, (decimal?)null), 1 => (OrderKind.Limit, 99m), _ => (OrderKind.Stop, 101m) };
        var count = 1 + random.Next(3);
        var targets = Enumerable.Range(1, count).Select(t => new PlanTarget(101.5m + (t * (1 + random.Next(3))) + t, Math.Floor(100m / count) / 100 * (i % 4 == 3 ? 0.8m : 1))).OrderBy(t => t.Price).DistinctBy(t => t.Price).ToList();
        return new PlanDraft(market, kind, entry, 1 + random.Next(30), 94 + random.Next(4), i % 2 == 0 ? 0.02m : null, i % 5 < 2, targets);
    }

    private static async Task Step(Desk desk, Random random, MarketId id, int minute, decimal[] prices, int i)
    {
        var market = desk.Get<MarketHub>().TryGet(id, out var open) ? open : desk.OpenMarket(id, Builders.Candles.Start.AddMinutes(minute + 1));
        var at = Builders.Candles.Start.AddMinutes(minute + 1);
        var first = prices[i];
        var last = Math.Round(first * (1 + ((decimal)(random.NextDouble() - 0.48) * 0.04m)), 2);
        var (high, low) = (Math.Max(first, last) * (1 + ((decimal)random.NextDouble() * 0.01m)), Math.Min(first, last) * (1 - ((decimal)random.NextDouble() * 0.01m)));
        await desk.Play(market, new Candle(at.ToUnixTimeMilliseconds(), (double)first, (double)Math.Round(high, 2), (double)Math.Round(low, 2), (double)last, 1));
        prices[i] = last;
    }

    private static void AssertNothingTwice(Desk desk, int bot)
    {
        var engine = desk.Get<BotEngine>();
        var offered = engine.OpenOrdersOf(bot).Where(o => o.Side == Side.Sell).Sum(o => o.Remaining);
        var held = engine.StateOf(bot) is { } state ? state.Holding.Position.Quantity.Value : 0;
        Assert.True(offered <= held, $"Bot {bot} offers {offered} and holds {held}.");
    }

    private static async Task AssertFlatOrGuarded(Desk desk, int bot, int number)
    {
        var plan = await PlanTests.Stored(desk, bot, number);
        var snapshot = (await desk.Get<IBotStore>().Load(bot, default))!;
        Assert.NotEqual(BotStatus.Halted, snapshot.Bot.Status);
        Assert.True(plan.Sold <= plan.Bought, $"Plan of bot {bot} sold {plan.Sold} of {plan.Bought}.");
        var guarded = snapshot.OpenOrders.Where(o => o.Side == Side.Sell).Sum(o => o.Remaining);
        if (plan.State.IsOver())
            Assert.Equal((0m, true), (guarded, snapshot.Position.Quantity.Value * 100 < Some.Rules.MinNotional));
        else
            Assert.Equal(Some.Rules.FloorQuantity(plan.Held).Value, guarded);
    }
}
