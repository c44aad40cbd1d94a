using System.Diagnostics;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>A replay at full speed through hub, Quartz job, bot and database, with one bot that trades.</summary>
internal static class ReplayBench
{
    private const int CandleCount = 20_000;
    private const int Repeats = 3;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        using var host = await BenchDesk.Start(connectionString, cancel);
        var source = MarketId.Parse("bench:BTC/USDT");
        await BenchDesk.Store(host.Services, source, BenchDesk.Candles(CandleCount), cancel);
        var speeds = new List<double>();
        for (var i = 0; i < Repeats; i++)
            speeds.Add(CandleCount / await Play(host.Services, source, i, cancel));
        await host.StopAsync(cancel);
        var median = BenchDesk.Median(speeds);
        return [new Figure("replay through hub, job, bot and database", median, "candles/s", ">= 2,000", median >= 2_000)];
    }

    private static async Task<double> Play(IServiceProvider services, MarketId source, int number, CancellationToken cancel)
    {
        var desk = services.GetRequiredService<ReplayDesk>();
        var run = await desk.Create(source, Timeframe.M1, null, speed: 0, loop: false, cancel);
        var bots = services.GetRequiredService<BotDesk>();
        await bots.Start(await bots.Create(BenchDesk.Bot($"Bench {number}", run.Market), cancel), cancel);
        var after = await services.GetRequiredService<IEventLog>().LastId(cancel);
        var watch = Stopwatch.StartNew();
        await desk.Start(run.Id, cancel);
        await foreach (var batch in services.GetRequiredService<EventFeed>().Subscribe(after, cancel))
        {
            if (batch.Any(e => e.Kind == "replay-ended" && e.Subject == $"{run.Id}"))
                break;
        }
        return watch.Elapsed.TotalSeconds;
    }
}
