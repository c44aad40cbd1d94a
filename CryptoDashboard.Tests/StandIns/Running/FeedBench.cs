using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Embedded;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Core.Vault;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.StandIns.Kraken;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace CryptoDashboard.Tests.StandIns.Running;

/// <summary><c>./run bench feeds [MINUTES]</c>: the way from an exchange of our own through real ccxt to the hub, on a database that is thrown away.</summary>
internal static class FeedBench
{
    private const int Symbols = 1_000;
    private const int PerSecond = 5_000;
    private const int Seconds = 30;

    /// <summary>Seconds at full speed that are not counted: both runtimes still compile.</summary>
    private const int WarmSeconds = 10;

    public static async Task<int> Run(string[] args)
    {
        var minutes = args is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("desk-bench-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        await using (var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), NullLogger.Instance, CancellationToken.None))
        {
            await using (var services = new ServiceCollection().AddStorage(DatabaseProvider.Embedded, postgres.ConnectionString).BuildServiceProvider())
                await services.GetRequiredService<Migrator>().Up(CancellationToken.None);
            await Tickers(postgres.ConnectionString);
            await FailOver(postgres.ConnectionString);
            await LiveOrders(postgres.ConnectionString);
            await Recovery(postgres.ConnectionString);
            if (minutes > 0)
                await Disconnects(postgres.ConnectionString, minutes);
            Npgsql.NpgsqlConnection.ClearAllPools();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task Tickers(string database)
    {
        var names = Enumerable.Range(0, Symbols).Select(i => new StandInMarket($"C{i}", "USDT", 100, 0.01m, 0.01m)).ToList();
        await using var binance = new BinanceStandIn(names);
        await using var desk = await Start(database, new FeedOptions { Symbols = [.. names.Select(m => m.Symbol)], HistoryHours = 0 }, binance);
        var delays = new ConcurrentQueue<double>();
        var heard = new ConcurrentDictionary<MarketId, byte>();
        desk.Get<MarketHub>().Ticked += (market, ticker) =>
        {
            if (market.Id.Kind != MarketKind.Exchange)
                return;
            heard[market.Id] = 0;
            delays.Enqueue((DateTimeOffset.UtcNow - ticker.Time).TotalMilliseconds);
        };
        var warming = Stopwatch.StartNew();
        while (heard.Count < Symbols && warming.Elapsed < TimeSpan.FromMinutes(2))
        {
            foreach (var market in names)
                binance.PushTicker(market);
            await Task.Delay(500);
        }
        await Send(binance, names, WarmSeconds);
        delays.Clear();
        var watch = Stopwatch.StartNew();
        var sent = await Send(binance, names, Seconds);
        await Task.Delay(500);
        var sorted = delays.Order().ToList();
        Say($"symbols heard of {Symbols}", heard.Count, "");
        Say("tickers sent", sent / watch.Elapsed.TotalSeconds, "1/s");
        Say("tickers in the hub", sorted.Count / watch.Elapsed.TotalSeconds, "1/s");
        Say("stand-in to hub, median", sorted[sorted.Count / 2], "ms");
        Say("stand-in to hub, 95th percentile", sorted[(int)(sorted.Count * 0.95)], "ms");
        Say("stand-in to hub, 99th percentile (goal < 20)", sorted[(int)(sorted.Count * 0.99)], "ms");
    }

    /// <returns>How many tickers went out.</returns>
    private static async Task<int> Send(BinanceStandIn binance, List<StandInMarket> names, int seconds)
    {
        var watch = Stopwatch.StartNew();
        var sent = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * PerSecond); sent < due; sent++)
                binance.PushTicker(names[sent % Symbols]);
            await Task.Delay(2);
        }
        return sent;
    }

    private static async Task FailOver(string database)
    {
        await using var binance = new BinanceStandIn();
        await using var kraken = new KrakenStandIn();
        await using var desk = await Start(database, new FeedOptions { Symbols = ["BTC/USDT"], HistoryHours = 0 }, binance, kraken);
        using var lease = desk.Get<ExchangeDesk>().Watch(MarketId.Parse("any:BTC/USDT"));
        var any = MarketId.Parse("any:BTC/USDT");
        var times = new List<double>();
        string? From() => desk.Get<MarketHub>().TryGet(any, out var market) ? market.Ticker?.From : null;
        var waiting = Stopwatch.StartNew();
        while (From() != "binance" && waiting.Elapsed < TimeSpan.FromSeconds(30))
        {
            binance.SetPrice("BTC/USDT", 60_000);
            await Task.Delay(100);
        }
        var watch = Stopwatch.StartNew();
        while (From() != "kraken" && watch.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Delay(10);
        times.Add(watch.Elapsed.TotalSeconds);
        Say("fail-over after the last price (goal < 5)", times[0], "s");
    }

    /// <summary>An order of a live bot: gate, durable intent, bridge, ccxt, HTTP; from the wish to its arrival at the exchange.</summary>
    private static async Task LiveOrders(string database)
    {
        const int Orders = 500;
        const int Unmeasured = 100;
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(database, new FeedOptions { Symbols = ["BTC/USDT"], HistoryHours = 0 }, binance);
        var id = MarketId.Parse("binance:BTC/USDT");
        var waiting = Stopwatch.StartNew();
        while ((!desk.Get<MarketHub>().TryGet(id, out var market) || market.Ticker is null) && waiting.Elapsed < TimeSpan.FromSeconds(30))
        {
            binance.SetPrice("BTC/USDT", 60_000);
            await Task.Delay(100);
        }
        await desk.Get<AccountDesk>().Add("main", "binance", "bench", false, new ExchangeSecret(BinanceStandIn.ApiKey, BinanceStandIn.Secret), CancellationToken.None);
        var bot = await desk.Get<BotDesk>().Create(Some.Bot("Live", id) with { Mode = BotMode.Live, Account = "main" }, CancellationToken.None);
        await desk.Get<BotArming>().Arm((await desk.Get<IBotStore>().Load(bot, CancellationToken.None))!.Bot, 50_000, "bench", Some.Despite, CancellationToken.None);
        var arrived = 0L;
        binance.Account.Happened += _ => Interlocked.CompareExchange(ref arrived, Stopwatch.GetTimestamp(), 0);
        var waits = new List<double>();
        var request = new TradeRequest(id, Side.Buy, TradePurpose.Entry, new(60_000), Late: false) { Quantity = new(0.0003m) };
        for (var i = 0; i < Orders; i++)
        {
            Volatile.Write(ref arrived, 0);
            var wished = Stopwatch.GetTimestamp();
            var (_, refused) = await desk.Get<BotEngine>().Submit(bot, request, "bench", null, CancellationToken.None);
            if (refused is not null)
                throw new InvalidOperationException(refused.Sentence);
            waits.Add(Stopwatch.GetElapsedTime(wished, Volatile.Read(ref arrived)).TotalMilliseconds);
        }
        var sorted = waits.Skip(Unmeasured).Order().ToList();
        Say($"live order, wish to exchange, median of {sorted.Count}", sorted[sorted.Count / 2], "ms");
        Say("live order, wish to exchange, 99th percentile", sorted[(int)(sorted.Count * 0.99)], "ms");
    }

    /// <summary>A start with ten thousand orders open at an exchange, within its limits: until each is known to be there as it is believed to be.</summary>
    private static async Task Recovery(string database)
    {
        const int Coins = 50;
        const int Each = 200;
        var names = Enumerable.Range(0, Coins).Select(i => new StandInMarket($"R{i}", "USDT", 100, 0.01m, 0.01m)).ToList();
        var feeds = new FeedOptions { Symbols = [.. names.Select(m => m.Symbol)], HistoryHours = 0 };
        await using var binance = new BinanceStandIn(names);
        binance.Account.SetBalance("USDT", 1_000_000_000);
        var bots = new List<int>();
        await using (var desk = await Start(database, feeds, binance))
        {
            var engine = desk.Get<BotEngine>();
            foreach (var name in names)
            {
                var id = MarketId.Parse($"binance:{name.Symbol}");
                while (!desk.Get<MarketHub>().TryGet(id, out var market) || market.Ticker is null)
                {
                    binance.PushTicker(name);
                    await Task.Delay(20);
                }
                var guards = (RiskProfile.Default with { MaxPriceGap = 0.9m }).ToJson();
                var bot = await desk.Get<BotDesk>().Create(Some.Bot($"Recovered {name.Base}", id) with { Mode = BotMode.Live, Account = "main", Capital = 1_000_000, Guards = guards }, CancellationToken.None);
                await desk.Get<BotArming>().Arm((await desk.Get<IBotStore>().Load(bot, CancellationToken.None))!.Bot, 1_000_000, "bench", Some.Despite, CancellationToken.None);
                bots.Add(bot);
            }
            await Parallel.ForEachAsync(names.Zip(bots), async (pair, cancel) =>
            {
                var request = new TradeRequest(MarketId.Parse($"binance:{pair.First.Symbol}"), Side.Buy, TradePurpose.Entry, new(100), Late: false) { Terms = OrderTerms.AtLimit(new(90)), Quantity = new(0.2m) };
                for (var i = 0; i < Each; i++)
                {
                    if ((await engine.Submit(pair.Second, request, "bench", null, cancel)).Refused is { } refused)
                        throw new InvalidOperationException(refused.Sentence);
                }
            });
        }
        var before = binance.Requests.Count;
        var watch = Stopwatch.StartNew();
        await using var again = await Start(database, feeds, keepsLimits: true, binance);
        var recovered = again.Get<BotEngine>();
        while (recovered.InDoubt > 0)
            await Task.Delay(10);
        watch.Stop();
        if (bots.Sum(bot => recovered.OpenOrdersOf(bot).Count(o => o.Status == Core.Orders.OrderStatus.Accepted)) is var open and not Coins * Each)
            throw new InvalidOperationException($"{open} of {Coins * Each} open orders were taken up; the measurement means nothing.");
        Say($"start with {Coins * Each:#,0} live open orders, all compared (goal < 10)", watch.Elapsed.TotalSeconds, "s");
        Say("requests for that", binance.Requests.Skip(before).Count(r => r is "GET /api/v3/openOrders" or "GET /api/v3/order"), "");
    }

    private static async Task Disconnects(string database, int minutes)
    {
        string[] symbols = ["BTC/USDT", "ETH/USDT", "SOL/USDT"];
        await using var binance = new BinanceStandIn();
        await using var desk = await Start(database, new FeedOptions { Symbols = symbols, HistoryHours = 0.2 }, binance);
        var closed = new ConcurrentQueue<(MarketId Market, long OpenMs)>();
        desk.Get<MarketHub>().CandleClosed += (market, candle) =>
        {
            if (candle.Timeframe == Timeframe.M1 && market.Id.Kind == MarketKind.Exchange)
                closed.Enqueue((market.Id, candle.Candle.OpenMs));
        };
        using var stop = new CancellationTokenSource();
        var walking = new PriceWalk([binance]).Run(stop.Token);
        var dice = new Random(3);
        for (var minute = 0; minute < minutes; minute++)
        {
            // Sometimes in the very second in which a candle closes.
            await Task.Delay(TimeSpan.FromSeconds(dice.Next(20, 60)));
            binance.Faults.RefuseSockets = true;
            binance.Faults.DropSockets();
            await Task.Delay(TimeSpan.FromSeconds(dice.Next(1, 20)));
            binance.Faults.RefuseSockets = false;
        }
        await Task.Delay(TimeSpan.FromSeconds(75));
        await stop.CancelAsync();
        await walking;
        var lost = closed.GroupBy(c => c.Market).Sum(g => ((g.Max(c => c.OpenMs) - g.Min(c => c.OpenMs)) / 60_000) + 1 - g.Select(c => c.OpenMs).Distinct().Count());
        var outOfOrder = closed.GroupBy(c => c.Market).Sum(g => g.Zip(g.Skip(1)).Count(p => p.Second.OpenMs <= p.First.OpenMs));
        Say($"closed candles, {minutes} disconnects", closed.Count, "");
        Say("lost of them (goal 0)", lost, "");
        Say("twice or out of order (goal 0)", outOfOrder, "");
    }

    private static Task<Desk> Start(string database, FeedOptions feeds, params StandIn[] standIns) => Start(database, feeds, keepsLimits: false, standIns);

    private static async Task<Desk> Start(string database, FeedOptions feeds, bool keepsLimits, params StandIn[] standIns)
    {
        var bridge = new BridgeOptions { Folder = Path.Combine(Architecture.RoomOrderTests.Root(), "exchange-bridge") };
        foreach (var standIn in standIns)
        {
            if (standIn.Host.Length == 0)
                await standIn.Start(CancellationToken.None);
            bridge.Exchanges[standIn.Exchange] = standIn.Settings;
            bridge.Exchanges[standIn.Exchange].RateLimit = keepsLimits;
        }
        feeds.Exchanges = [.. standIns.Select(s => s.Exchange)];
        return await Desk.Start(database, services => services.Replace(ServiceDescriptor.Singleton(bridge)).Replace(ServiceDescriptor.Singleton(feeds)));
    }

    private static void Say(string name, double value, string unit) => Console.WriteLine($"{name,-52} {value,12:#,0.##} {unit}");
}
