using System.Diagnostics;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>Reading a million stored candles, streamed.</summary>
internal static class CandleReadBench
{
    private const int Count = 1_000_000;
    private const int Repeats = 3;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.Embedded, connectionString).BuildServiceProvider();
        var store = services.GetRequiredService<ICandleStore>();
        var market = MarketId.Parse("bench:READ/USDT");
        var start = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        await using (var import = await store.BeginImport(market, Timeframe.M1, cancel))
        {
            var batch = new Candle[50_000];
            for (var i = 0; i < Count; i += batch.Length)
            {
                for (var j = 0; j < batch.Length; j++)
                    batch[j] = new Candle(start + ((i + j) * 60_000L), 100 + (j % 50), 101 + (j % 50), 99 + (j % 50), 100.5 + (j % 50), 3);
                await import.Write(batch, cancel);
            }
            await import.Commit(cancel);
        }
        var seconds = new List<double>();
        var memory = 0L;
        for (var i = 0; i < Repeats; i++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watch = Stopwatch.StartNew();
            var count = 0;
            await foreach (var candle in store.Read(market, Timeframe.M1, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, cancel))
            {
                if (++count % 100_000 == 0)
                    memory = Math.Max(memory, GC.GetTotalMemory(forceFullCollection: false) - before);
            }
            seconds.Add(watch.Elapsed.TotalSeconds);
            if (count != Count)
                throw new InvalidOperationException($"{count} candles were read and {Count} stored.");
        }
        return
        [
            new Figure("reading 1,000,000 stored candles", BenchDesk.Median(seconds), "s", "< 1.5", BenchDesk.Median(seconds) < 1.5),
            new Figure("memory while reading them", memory / 1e6, "MB", "< 100 (bounded)", memory < 100e6),
        ];
    }
}
