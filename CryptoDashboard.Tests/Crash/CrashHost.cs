using System.Text.Json;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Tests.Crash;

/// <summary>
/// A process of its own with the desk's real services, which places, fills and cancels orders as fast as it can, to be killed at any moment.
/// It says <c>working</c> once it does, and <c>settled</c> when no order is open and it was asked to place none.
/// </summary>
internal static class CrashHost
{
    public static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");

    public static async Task<int> Run(string planFile)
    {
        // Its input ends with the test that started it, however that ended: then this must not go on trading by itself for hours.
        _ = Task.Run(async () =>
        {
            await Console.OpenStandardInput().CopyToAsync(Stream.Null);
            Environment.Exit(1);
        });
        var plan = JsonSerializer.Deserialize<CrashPlan>(await File.ReadAllTextAsync(planFile))!;
        var bridge = new BridgeOptions { Folder = Path.Combine(Architecture.RoomOrderTests.Root(), "exchange-bridge"), Pause = TimeSpan.FromMilliseconds(100) };
        bridge.Exchanges["binance"] = plan.Settings;
        var feeds = new FeedOptions { Symbols = ["BTC/USDT"], Exchanges = ["binance"], HistoryHours = 0 };
        // Orders by the dice lose, and answers are lost on purpose: a breaker would keep entries back, and nothing would be left to be killed.
        await using var desk = await Desk.Start(
            plan.Connection,
            services => services
                .AddSingleton<ILoggerProvider, LogLines>()
                .Configure<LoggerFilterOptions>(filter => filter.AddFilter("CryptoDashboard.Core.Bots", LogLevel.Information))
                .Replace(ServiceDescriptor.Singleton(bridge))
                .Replace(ServiceDescriptor.Singleton(feeds)),
            ("Breakers:LossesInARow", "0"),
            ("Breakers:OutsideFaults", "0"),
            ("Breakers:MarketMove", "0"));
        var hub = desk.Get<MarketHub>();
        while (!hub.TryGet(Market, out var market) || market.Ticker is null)
            await Task.Delay(20);
        Console.WriteLine("working");
        await Task.WhenAll(plan.Bots.Select((bot, i) => plan.Work switch
        {
            CrashWork.Orders => Trade(desk, hub, bot, new Random(plan.Seed + i)),
            CrashWork.Plans => Plan(desk, hub, bot, new Random(plan.Seed + i)),
            _ => Settle(desk, bot),
        }));
        Console.WriteLine("settled");
        return 0;
    }

    private static async Task Trade(Desk desk, MarketHub hub, int bot, Random dice)
    {
        var engine = desk.Get<BotEngine>();
        while (true)
        {
            var last = hub.TryGet(Market, out var market) && market.Ticker is { } ticker ? ticker.Last.Value : 60_000;
            var open = engine.OpenOrdersOf(bot);
            if (open.Count > 2 || (open.Count > 0 && dice.Next(3) == 0))
            {
                await engine.Cancel(bot, open.ElementAt(dice.Next(open.Count)).Id, CancellationToken.None);
                continue;
            }
            var isSell = dice.Next(2) == 0 && engine.StateOf(bot)?.Holding.Position.Quantity.Value > 0.002m;
            var quantity = new Core.Money.Quantity(dice.Next(1, 5) / 2_000m);
            var limit = new Core.Money.Price(decimal.Round(last * (1 + ((dice.Next(3) - 1) * 0.0005m)), 2));
            var terms = dice.Next(2) == 0 ? OrderTerms.Market : OrderTerms.AtLimit(limit);
            await engine.Submit(
                bot,
                new TradeRequest(Market, isSell ? Side.Sell : Side.Buy, isSell ? TradePurpose.Exit : TradePurpose.Entry, new(last), Late: false) { Terms = terms, Quantity = quantity },
                "a life to be cut short",
                null,
                CancellationToken.None);
            await Task.Delay(dice.Next(30));
        }
    }

    /// <summary>Makes plans close around the price, so that stops and targets are met all the time, drags them about and ends some.</summary>
    private static async Task Plan(Desk desk, MarketHub hub, int bot, Random dice)
    {
        var (engine, plans) = (desk.Get<BotEngine>(), desk.Get<PlanDesk>());
        while (true)
        {
            await Task.Delay(dice.Next(60));
            if (!hub.TryGet(Market, out var market) || market.Ticker?.Last.Value is not { } last)
                continue;
            decimal Near(int from, int to) => decimal.Round(last * (1 + (dice.Next(from, to) / 10_000m)), 2);
            try
            {
                var open = engine.PlansOf(bot);
                if (open.Count == 0 || (open.Count == 1 && dice.Next(3) == 0))
                {
                    var entry = dice.Next(2) == 0 ? (decimal?)null : Near(-8, 0);
                    var targets = new PlanTarget[] { new(Near(4, 15), 0.5m), new(Near(16, 40), 0.5m) };
                    var draft = new PlanDraft(Market, entry is null ? OrderKind.Market : OrderKind.Limit, entry, dice.Next(2, 8) / 1_000m, Near(-30, -10), dice.Next(4) == 0 ? 0.001m : null, dice.Next(2) == 0, targets);
                    await plans.Send(bot, draft, "a life to be cut short", CancellationToken.None);
                    continue;
                }
                var plan = open.ElementAt(dice.Next(open.Count));
                await (dice.Next(6) switch
                {
                    0 => plans.MoveEntry(bot, plan.Number, Near(-8, 0), CancellationToken.None),
                    1 or 2 => plans.MoveStop(bot, plan.Number, Near(-30, -3), CancellationToken.None),
                    3 or 4 => plans.MoveTarget(bot, plan.Number, dice.Next(2), Near(3, 40), CancellationToken.None),
                    _ => plans.End(bot, plan.Number, sell: dice.Next(4) > 0, "a life to be cut short", CancellationToken.None),
                });
            }
            catch (ArgumentException)
            {
                // The dice asked for what cannot be; a person would be told so.
            }
        }
    }

    private static async Task Settle(Desk desk, int bot)
    {
        var engine = desk.Get<BotEngine>();
        while (engine.PlansOf(bot) is { Count: > 0 } plans)
        {
            foreach (var plan in plans.Where(p => p.State != PlanState.Closing && p.State != PlanState.Leaving))
            {
                try
                {
                    await desk.Get<PlanDesk>().End(bot, plan.Number, sell: true, "the end of the test", CancellationToken.None);
                }
                catch (ArgumentException)
                {
                    // It has come to its end by itself.
                    continue;
                }
            }
            await Task.Delay(100);
        }
        for (var i = 0; engine.OpenOrdersOf(bot) is { Count: > 0 } open; i++)
        {
            if (i % 50 == 49)
                Console.WriteLine($"still open: {string.Join(", ", open.Select(o => $"{o.Id} {o.Status} {o.Filled}/{o.Quantity}"))}");
            foreach (var order in open.Where(o => o.Status is OrderStatus.Accepted or OrderStatus.PartiallyFilled))
                await engine.Cancel(bot, order.Id, CancellationToken.None);
            await Task.Delay(100);
        }
    }
}
