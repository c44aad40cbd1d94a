using System.Collections.Concurrent;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CryptoDashboard.Tests.Feeds;

/// <summary>A desk that listens to stand-ins through the real bridge and the real ccxt.</summary>
internal sealed class LiveDesk : IAsyncDisposable
{
    private readonly Desk _desk;

    private LiveDesk(Desk desk, ShiftedTime time, ConcurrentQueue<ClosedCandle> closed) => (_desk, Time, Closed) = (desk, time, closed);

    public ShiftedTime Time { get; }

    /// <summary>Every closed candle that was announced, in order.</summary>
    public ConcurrentQueue<ClosedCandle> Closed { get; }

    public MarketHub Hub => _desk.Get<MarketHub>();

    public ExchangeDesk Exchanges => _desk.Get<ExchangeDesk>();

    public static async Task<LiveDesk> Start(Database database, ShiftedTime time, FeedOptions options, params StandIn[] standIns) =>
        await Start(await database.Make(), time, options, standIns);

    /// <summary>On a database that may have been used before; stand-ins that run already are taken as they are.</summary>
    public static async Task<LiveDesk> Start(string connection, ShiftedTime time, FeedOptions options, params StandIn[] standIns)
    {
        Assert.SkipUnless(Installed, "ccxt is not installed: run npm ci --ignore-scripts.");
        foreach (var standIn in standIns)
        {
            if (standIn.Host.Length == 0)
                await standIn.Start(TestContext.Current.CancellationToken);
        }
        var closed = new ConcurrentQueue<ClosedCandle>();
        var hub = new MarketHub(time);
        hub.CandleClosed += (_, candle) => closed.Enqueue(candle);
        var bridge = new BridgeOptions { Folder = BridgeFolder, Pause = TimeSpan.FromMilliseconds(100) };
        foreach (var standIn in standIns)
            bridge.Exchanges[standIn.Exchange] = standIn.Settings;
        options.Exchanges = [.. standIns.Select(s => s.Exchange)];
        var desk = await Desk.Start(connection, services => services
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(time))
            .Replace(ServiceDescriptor.Singleton(hub))
            .Replace(ServiceDescriptor.Singleton(bridge))
            .Replace(ServiceDescriptor.Singleton(options)));
        return new LiveDesk(desk, time, closed);
    }

    public T Get<T>()
        where T : notnull => _desk.Get<T>();

    public Ticker? Ticker(string market) => Hub.TryGet(MarketId.Parse(market), out var open) ? open.Ticker : null;

    public FeedHealth Health(string exchange) => Exchanges.Health().Single(h => h.Exchange == exchange);

    public List<Candle> Minutes(string market) => [.. Closed.Where(c => c.Timeframe == Timeframe.M1 && c.Market.ToString() == market).Select(c => c.Candle)];

    public async Task<IReadOnlyList<DomainEvent>> Events() => await Get<IEventLog>().Latest(null, 100, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private static string BridgeFolder => Path.Combine(Architecture.RoomOrderTests.Root(), "exchange-bridge");

    private static bool Installed => File.Exists(Path.Combine(Architecture.RoomOrderTests.Root(), "node_modules", "ccxt", "package.json"));
}
