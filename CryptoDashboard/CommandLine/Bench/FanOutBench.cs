using System.Diagnostics;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>Five hundred watchers of fifty symbols each, with a thousand symbols ticking five times a second.</summary>
internal static class FanOutBench
{
    private const int Symbols = 1_000;
    private const int Watchers = 500;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        var hub = new MarketHub(TimeProvider.System);
        var markets = Enumerable.Range(0, Symbols).Select(i => hub.Open(MarketId.Parse($"bench:C{i}/USDT"), TradingRules.Default, MarketClock.Wall(TimeProvider.System))).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var seen = 0L;
        var watching = Enumerable.Range(0, Watchers).Select(w =>
        {
            var own = Enumerable.Range(0, 50).Select(i => markets[((w * 37) + (i * 19)) % Symbols].Id).ToHashSet();
            return Watch(hub, own, count => Interlocked.Add(ref seen, count), stop.Token);
        }).ToList();
        var process = Process.GetCurrentProcess();
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var next = 0;
        while (watch.Elapsed < Span && await timer.WaitForNextTickAsync(cancel))
        {
            var now = DateTimeOffset.UtcNow;
            for (var i = 0; i < Symbols / 10; i++)
            {
                var market = markets[next++ % Symbols];
                hub.Publish(market, new Ticker(market.Id, now, now, new Price(100 + (next % 7)), new Price(100), new Price(101)));
            }
        }
        process.Refresh();
        var cores = (process.TotalProcessorTime - before) / watch.Elapsed;
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        return
        [
            new Figure("hub to 500 watchers, updates handed over", seen / watch.Elapsed.TotalSeconds, "1/s", "for comparison", seen > 0),
            new Figure("hub to 500 watchers, processor", cores, "cores", "< 1", cores < 1),
        ];
    }

    private static async Task Watch(MarketHub hub, HashSet<MarketId> own, Action<int> count, CancellationToken cancel)
    {
        try
        {
            await foreach (var changed in hub.Watch(own.Contains, TimeSpan.FromMilliseconds(250), cancel))
                count(changed.Count);
        }
        catch (OperationCanceledException)
        {
            return; // measured
        }
    }
}
