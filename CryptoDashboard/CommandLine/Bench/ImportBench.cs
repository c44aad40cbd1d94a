using System.Diagnostics;
using System.Text;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using Npgsql;
using NpgsqlTypes;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>Import of a CSV file, reading and judging included, against nothing but COPY of the same rows into a table of the same shape.</summary>
internal static class ImportBench
{
    private const int Rows = 300_000;
    private const int Repeats = 3;

    public static async Task<IReadOnlyList<Figure>> Run(string connectionString, CancellationToken cancel)
    {
        var candles = BenchDesk.Candles(Rows);
        var file = Path.Combine(Path.GetTempPath(), $"desk-bench-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(file, Csv(candles), cancel);
        await using var services = new ServiceCollection().AddStorage(DatabaseProvider.Embedded, connectionString).BuildServiceProvider();
        var (import, copy) = (new List<double>(), new List<double>());
        try
        {
            for (var i = 0; i < Repeats; i++)
            {
                copy.Add(Rows / await PlainCopy(services.GetRequiredService<NpgsqlDataSource>(), candles, cancel));
                var report = await new CandleImport(services.GetRequiredService<ICandleStore>(), TimeProvider.System).Run(
                    MarketId.Parse($"bench{i}:BTC/USDT"), Timeframe.M1, [file], skipBad: false, null, cancel);
                import.Add(report.New / report.Took.TotalSeconds);
            }
        }
        finally
        {
            File.Delete(file);
        }
        var ratio = BenchDesk.Median(import) / BenchDesk.Median(copy);
        return
        [
            new Figure("plain COPY of the same rows", BenchDesk.Median(copy), "rows/s", "for comparison", true),
            new Figure("import of a CSV file", BenchDesk.Median(import), "rows/s", "for comparison", true),
            new Figure("import / plain COPY", ratio, "x", ">= 0.5", ratio >= 0.5),
        ];
    }

    private static string Csv(Candle[] candles)
    {
        var text = new StringBuilder(candles.Length * 70);
        foreach (var candle in candles)
            text.Append($"{candle.OpenMs},{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R}\n");
        return text.ToString();
    }

    private static async Task<double> PlainCopy(NpgsqlDataSource source, Candle[] candles, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using (var make = new NpgsqlCommand("drop table if exists bench_copy; create table bench_copy (like candles including all)", connection))
            await make.ExecuteNonQueryAsync(cancel);
        var watch = Stopwatch.StartNew();
        await using (var copy = await connection.BeginBinaryImportAsync("copy bench_copy from stdin (format binary)", cancel))
        {
            foreach (var candle in candles)
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(1, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync((short)1, NpgsqlDbType.Smallint, cancel);
                await copy.WriteAsync(candle.OpenTime.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
                await copy.WriteAsync(candle.Open, NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(candle.High, NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(candle.Low, NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(candle.Close, NpgsqlDbType.Double, cancel);
                await copy.WriteAsync(candle.Volume, NpgsqlDbType.Double, cancel);
            }
            await copy.CompleteAsync(cancel);
        }
        return watch.Elapsed.TotalSeconds;
    }
}
