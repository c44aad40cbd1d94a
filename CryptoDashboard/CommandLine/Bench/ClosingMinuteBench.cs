using System.Diagnostics;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage.Stores;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>Five hundred bots on one closing minute: from the announcement of the candle to the commit of the last decision.</summary>
internal static class ClosingMinuteBench
{
    private const int BotCount = 500;
    private const int Minutes = 200;
    private const int Unmeasured = 20;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        using var host = await BenchDesk.Start(connectionString, cancel);
        var candles = BenchDesk.Candles(Minutes);
        var hub = host.Services.GetRequiredService<MarketHub>();
        var market = hub.Open(MarketId.Parse("bench2:BTC/USDT"), TradingRules.Default, MarketClock.Driven(candles[0].OpenTime));
        var bots = host.Services.GetRequiredService<BotDesk>();
        var first = 0;
        for (var i = 0; i < BotCount; i++)
        {
            var bot = await bots.Create(BenchDesk.Bot($"Minute {i}", market.Id), cancel);
            await bots.Start(bot, cancel);
            first = first == 0 ? bot : first;
        }
        var journal = host.Services.GetRequiredService<BotJournal>();
        var waits = new List<double>();
        foreach (var candle in candles)
        {
            market.Clock.MoveTo(candle.OpenTime);
            hub.Publish(market, new Ticker(market.Id, candle.OpenTime, candle.OpenTime, new((decimal)candle.Open), new((decimal)candle.Open), new((decimal)candle.Open)));
            await market.WhenSettled(cancel);
            market.Clock.MoveTo(candle.OpenTime + Timeframe.M1.Duration);
            var watch = Stopwatch.StartNew();
            hub.PublishClosed(market, Timeframe.M1, candle);
            await market.WhenSettled(cancel);
            await journal.Flush(cancel);
            waits.Add(watch.Elapsed.TotalMilliseconds);
        }
        // A fast nothing would be a fine figure: what was measured must have been done.
        var (handled, _) = await host.Services.GetRequiredService<SignalStore>().Counts(first, cancel);
        if (handled != Minutes)
            throw new InvalidOperationException($"A bot handled {handled} of {Minutes} candles; the measurement means nothing.");
        await host.StopAsync(cancel);
        var sorted = waits.Skip(Unmeasured).Order().ToList();
        var p99 = sorted[(int)(sorted.Count * 0.99)];
        return
        [
            new Figure($"{BotCount} bots on one minute: all decided and committed, median", BenchDesk.Median(sorted), "ms", "for comparison", true),
            new Figure($"{BotCount} bots on one minute: all decided and committed, p99", p99, "ms", "< 500", p99 < 500),
        ];
    }
}
