using System.Diagnostics;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>
/// Orders of many bots on paper, through the gate, each durable before it is placed and each fill durable with its events; then the start of a
/// desk with ten thousand orders open.
/// </summary>
internal static class OrdersBench
{
    private const int BotCount = 500;
    private const int Each = 20;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        var market = MarketId.Parse("bench5:BTC/USDT");
        var rates = new List<double>();
        List<int> bots;
        using (var host = await BenchDesk.Start(connectionString, cancel))
        {
            bots = await MakeBots(host.Services, market, cancel);
            for (var round = 0; round < Rounds; round++)
                rates.Add(await Filled(host.Services, market, bots, cancel));
            var (orders, fills) = await Count(host.Services, cancel);
            if (orders != BotCount * Each * Rounds || fills != orders)
                throw new InvalidOperationException($"{orders} orders and {fills} fills were kept of {BotCount * Each * Rounds}; the measurement means nothing.");
            await Waiting(host.Services, market, bots, cancel);
            await host.StopAsync(cancel);
        }
        var recoveries = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            using var host = await BenchDesk.Start(connectionString, cancel);
            recoveries.Add(watch.Elapsed.TotalSeconds);
            var open = bots.Sum(bot => host.Services.GetRequiredService<BotEngine>().OpenOrdersOf(bot).Count);
            if (open != BotCount * Each)
                throw new InvalidOperationException($"{open} of {BotCount * Each} open orders were taken up; the measurement means nothing.");
            await host.StopAsync(cancel);
        }
        var rate = BenchDesk.Median(rates);
        var recovery = BenchDesk.Median(recoveries);
        return
        [
            new Figure("Paper orders placed, filled and durable with their events", rate, "orders/s", ">= 2,000", rate >= 2_000),
            new Figure($"Start with {BotCount * Each:#,0} open orders, all taken up again", recovery, "s", "< 10", recovery < 10),
        ];
    }

    private static async Task<List<int>> MakeBots(IServiceProvider services, MarketId market, CancellationToken cancel)
    {
        var bots = new List<int>();
        for (var i = 0; i < BotCount; i++)
            bots.Add(await services.GetRequiredService<BotDesk>().Create(BenchDesk.Bot($"Orders {i}", market) with { Strategy = ByHand.Name, Parameters = "{}", Capital = 1_000_000 }, cancel));
        return bots;
    }

    /// <returns>Orders per second, from the first wish to the commit of the last fill.</returns>
    private static async Task<double> Filled(IServiceProvider services, MarketId id, List<int> bots, CancellationToken cancel)
    {
        var hub = services.GetRequiredService<MarketHub>();
        var engine = services.GetRequiredService<BotEngine>();
        var market = Open(hub, id);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ticking = Task.Run(() => Tick(hub, market, ending.Token), CancellationToken.None);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(bots.Select(bot => Submit(engine, bot, Request(id, OrderTerms.Market), cancel)));
        while (bots.Exists(bot => engine.OpenOrdersOf(bot).Count > 0))
            await Task.Delay(2, cancel);
        await services.GetRequiredService<BotJournal>().Flush(cancel);
        var seconds = watch.Elapsed.TotalSeconds;
        await ending.CancelAsync();
        await ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return bots.Count * Each / seconds;
    }

    private static async Task Waiting(IServiceProvider services, MarketId id, List<int> bots, CancellationToken cancel)
    {
        Open(services.GetRequiredService<MarketHub>(), id);
        await Task.WhenAll(bots.Select(bot => Submit(services.GetRequiredService<BotEngine>(), bot, Request(id, OrderTerms.AtLimit(new(50_000))), cancel)));
        await services.GetRequiredService<BotJournal>().Flush(cancel);
    }

    private static Market Open(MarketHub hub, MarketId id)
    {
        if (hub.TryGet(id, out var known))
            return known;
        var market = hub.Open(id, TradingRules.Default, MarketClock.Driven(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Publish(hub, market);
        return market;
    }

    private static async Task Tick(MarketHub hub, Market market, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await timer.WaitForNextTickAsync(cancel))
            Publish(hub, market);
    }

    private static void Publish(MarketHub hub, Market market) => hub.Publish(market, new Ticker(market.Id, market.Clock.Now, market.Clock.Now, new(60_000), new(60_000), new(60_000)));

    private static async Task Submit(BotEngine engine, int bot, TradeRequest request, CancellationToken cancel)
    {
        for (var i = 0; i < Each; i++)
        {
            if ((await engine.Submit(bot, request, "bench", null, cancel)).Refused is { } refused)
                throw new InvalidOperationException(refused.Sentence);
        }
    }

    private static TradeRequest Request(MarketId market, OrderTerms terms) =>
        new(market, Side.Buy, TradePurpose.Entry, new(60_000), Late: false) { Terms = terms, Quantity = new(0.001m) };

    private static async Task<(int Orders, int Fills)> Count(IServiceProvider services, CancellationToken cancel)
    {
        var store = services.GetRequiredService<OrderStore>();
        var orders = await store.List(new HistoryFilter { Open = false, Market = MarketId.Parse("bench5:BTC/USDT") }, 0, 1, cancel);
        var fills = 0;
        await foreach (var fill in store.AllFills(cancel))
            fills += fill.Market.Exchange == "bench5" ? 1 : 0;
        return (orders.Total, fills);
    }
}
