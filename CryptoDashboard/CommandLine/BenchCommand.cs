using System.Diagnostics;
using System.Text.Json;
using CryptoDashboard.CommandLine.Bench;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Storage.Embedded;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary><c>bench [NAME…] [--file CSV]</c>: what this machine does, on a database of its own that is thrown away.</summary>
internal static class BenchCommand
{
    private static readonly Dictionary<string, Func<string, CancellationToken, Task<IReadOnlyList<Figure>>>> Measures = new(StringComparer.Ordinal)
    {
        ["replay"] = ReplayBench.Run,
        ["minute"] = ClosingMinuteBench.Run,
        ["order"] = CloseToOrderBench.Run,
        ["orders"] = OrdersBench.Run,
        ["import"] = ImportBench.Run,
        ["read"] = CandleReadBench.Run,
        ["fan-out"] = FanOutBench.Run,
        ["listing"] = ListingBench.Run,
        ["backtest"] = (_, cancel) => BacktestBench.Run(null, cancel),
        ["optimiser"] = OptimiserBench.Run,
    };

    public static readonly Usage Usage = new($"bench [{string.Join(" | ", Measures.Keys)}]", new Option("file", "CSV", "of backtest: candles to measure with"), Usage.Json);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.Read(args);
        var wanted = words.Rest.Count == 0 ? [.. Measures.Keys] : words.Rest;
        if (wanted.FirstOrDefault(name => !Measures.ContainsKey(name)) is { } unknown)
            throw new UsageException($"There is no measure '{unknown}'. There are: {string.Join(", ", Measures.Keys)}; and ./run bench feeds [MINUTES].");
        var file = words.Find("file");
        if (file is not null && !File.Exists(file))
            throw new UsageException($"There is no file {file}.");
        using var logging = Logging.ForVerbs();
        var folder = Directory.CreateTempSubdirectory("desk-bench-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder), logging.CreateLogger("bench"), cancel);
            await using (var services = new ServiceCollection().AddStorage(DatabaseProvider.Embedded, postgres.ConnectionString).BuildServiceProvider())
                await services.GetRequiredService<Migrator>().Up(cancel);
            var figures = new List<Figure>();
            foreach (var name in wanted)
            {
                var watch = Stopwatch.StartNew();
                var measured = await (name == "backtest" ? BacktestBench.Run(file, cancel) : Measures[name](postgres.ConnectionString, cancel));
                figures.AddRange(measured);
                if (words.Has("json"))
                    continue;
                foreach (var figure in measured)
                    Console.WriteLine($"{(figure.IsReached ? "ok  " : "MISS")} {figure.Name,-66} {figure.Value,14:#,0.##} {figure.Unit,-10} goal {figure.Goal}");
                Console.WriteLine($"     measured in {watch.Elapsed.TotalSeconds:0.0} s");
            }
            if (words.Has("json"))
                Console.WriteLine(JsonSerializer.Serialize(new { Machine = new { Environment.ProcessorCount, Os = Environment.OSVersion.ToString() }, Figures = figures }, JsonSerializerOptions.Web));
            return figures.TrueForAll(f => f.IsReached) ? 0 : 1;
        }
        finally
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
