using System.IO.Compression;
using System.Text.Json;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Monitoring;
using CryptoDashboard.Trading;

namespace CryptoDashboard.CommandLine;

/// <summary><c>candles list | gaps | backfill | export | compact</c>.</summary>
internal static class CandlesVerb
{
    private const string Known = "list, gaps, backfill, export and compact";

    public static readonly Usage Usage = new(
        "candles list | gaps | backfill | export | compact",
        new Option("market", "binance:BTC/USDT", "which one; all but list need it"),
        new Option("timeframe", "1m", "of gaps, backfill and export"),
        new Option("from", "2024-01-31", "first day (UTC) of gaps, backfill and export"),
        new Option("to", "2024-03-01", "the day before which gaps and export end"),
        new Option("to-file", "FILE.csv.gz", "where export writes; packed where the name ends in .gz"),
        new Option("before", "2024-01-01", "of compact: minutes before that day become larger candles"),
        new Option("delete", "", "of compact: takes those minutes away, with --yes"),
        new Option("yes", "", "you mean it"),
        Usage.Json with { Meaning = "list and gaps as JSON, and nothing else, to standard output" });

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.Read(args);
        var what = words.Rest is [var only] ? only : words.Rest.Count == 0 ? "list" : throw new UsageException($"candles knows {Known}.");
        if (what is not ("list" or "gaps" or "backfill" or "export" or "compact"))
            throw new UsageException($"candles knows {Known}; not '{what}'.");
        using var logging = Logging.ForVerbs();
        var configuration = Settings.Read(words.ForConfiguration);
        await using var workplace = await Workplace.Open(configuration, logging.CreateLogger("candles"), cancel);
        var services = new ServiceCollection().AddSingleton(logging).AddLogging().AddSingleton(TimeProvider.System).AddStorage(workplace.Provider, workplace.ConnectionString)
            .AddBridge(BridgeSettings.Read(configuration, workplace.DataFolder), Environment.ProcessId).AddSingleton<ExchangeHistory>().AddSingleton<Backfill>();
        await using var provided = services.BuildServiceProvider();
        await provided.GetRequiredService<Migrator>().Up(cancel);
        var store = provided.GetRequiredService<ICandleStore>();
        return what switch
        {
            "list" => await List(store, words, cancel),
            "gaps" => await Gaps(store, words, cancel),
            "export" => await Export(store, words, cancel),
            "compact" => await Compact(store, words, cancel),
            _ => await Fill(provided, words, cancel),
        };
    }

    private static async Task<int> List(ICandleStore store, Words words, CancellationToken cancel)
    {
        var all = await store.Series(cancel);
        if (words.Has("json"))
            Console.WriteLine(JsonSerializer.Serialize(all.Select(s => new { Market = s.Market.ToString(), Timeframe = s.Timeframe.ToString(), s.Count, s.First, s.Last }), JsonSerializerOptions.Web));
        else if (all.Count == 0)
            Console.WriteLine("Nothing is stored yet. Import files with: ./run import --market binance:BTC/USDT --timeframe 1m FILE…");
        foreach (var series in words.Has("json") ? [] : all)
            Console.WriteLine($"{series.Market,-28} {series.Timeframe,4} {series.Count,14:#,0}  {series.First:yyyy-MM-dd HH:mm} to {series.Last:yyyy-MM-dd HH:mm}");
        return 0;
    }

    private static async Task<int> Gaps(ICandleStore store, Words words, CancellationToken cancel)
    {
        var (market, timeframe) = Series(words);
        var gaps = await SeriesGaps.Find(store, market, timeframe, words.Day("from") ?? DateTimeOffset.UnixEpoch, words.Day("to") ?? DateTimeOffset.MaxValue, cancel);
        if (words.Has("json"))
            Console.WriteLine(JsonSerializer.Serialize(gaps, JsonSerializerOptions.Web));
        foreach (var gap in words.Has("json") ? [] : gaps)
            Console.WriteLine($"{gap.From:yyyy-MM-dd HH:mm} to {gap.To:yyyy-MM-dd HH:mm} UTC  {gap.Missing,10:#,0} candles");
        if (!words.Has("json"))
            Console.WriteLine($"{market} {timeframe}: {gaps.Count} holes, {gaps.Sum(g => g.Missing):#,0} candles missing");
        return gaps.Count == 0 ? 0 : 1;
    }

    private static async Task<int> Export(ICandleStore store, Words words, CancellationToken cancel)
    {
        var (market, timeframe) = Series(words);
        var path = words.Need("to-file", $"{market.Symbol.Base}{market.Symbol.Quote}-{timeframe}.csv.gz");
        var (from, to) = (words.Day("from") ?? DateTimeOffset.UnixEpoch, words.Day("to") ?? DateTimeOffset.MaxValue);
        // Beside its place first: a broken-off export leaves no half file under the name that was asked for.
        var beside = path + ".part";
        try
        {
            var count = await Write(beside, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), text => CandleExport.Write(store, market, timeframe, from, to, text, cancel));
            if (count > 0)
                File.Move(beside, path, overwrite: true);
            Console.WriteLine(count > 0 ? $"{market} {timeframe}: {count:#,0} candles in {path}" : $"{market} {timeframe}: there are no candles of that time, and no file was written. ./run candles list shows what there is.");
            return count > 0 ? 0 : 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} could not be written: {exception.Message} Name a file in a folder that exists, may be written to and has room.");
        }
        finally
        {
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    private static async Task<long> Write(string path, bool isPacked, Func<TextWriter, Task<long>> write)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using Stream packed = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
        await using var text = new StreamWriter(packed);
        return await write(text);
    }

    private static async Task<int> Compact(ICandleStore store, Words words, CancellationToken cancel)
    {
        var market = Words.Parse(words.Need("market", "binance:BTC/USDT"), MarketId.Parse);
        var before = words.Day("before") ?? DateTimeOffset.UtcNow;
        if (!words.Has("delete"))
        {
            Console.WriteLine($"{market}: {await new Compaction(store).Build(market, before, cancel):#,0} larger candles are new. The minutes stay; --delete --yes takes them away.");
            return 0;
        }
        if (!words.Has("yes") || words.Day("before") is null)
            throw new UsageException("candles compact --delete takes away the minutes before a day for good. Say which, and that you mean it: --before 2024-01-01 --delete --yes");
        var (built, deleted) = await new Compaction(store).Compact(market, before, cancel);
        Console.WriteLine($"{market}: {built:#,0} larger candles are new, {deleted:#,0} minutes were deleted.");
        return 0;
    }

    private static async Task<int> Fill(ServiceProvider services, Words words, CancellationToken cancel)
    {
        var (market, timeframe) = Series(words);
        if (market.Kind != MarketKind.Exchange)
            throw new UsageException($"{market} cannot be filled: name a market of an exchange, such as binance:BTC/USDT.");
        var from = words.Day("from") ?? throw new UsageException("--from is missing; for example --from 2024-01-01.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bridging = services.GetRequiredService<BridgeProcess>().Run(stop.Token);
        try
        {
            var added = await services.GetRequiredService<Backfill>().Run(market, timeframe, from, (at, count) => Console.Error.WriteLine($"  up to {at:yyyy-MM-dd HH:mm}: {count:#,0} new"), cancel);
            Console.WriteLine($"{market} {timeframe}: {added:#,0} candles are new.");
            return 0;
        }
        catch (OutsideFault fault)
        {
            await Console.Error.WriteLineAsync($"{fault.Message} What was fetched before is kept; say the same again to go on.");
            return 1;
        }
        finally
        {
            await stop.CancelAsync();
            await bridging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static (MarketId Market, Timeframe Timeframe) Series(Words words) =>
        (Words.Parse(words.Need("market", "binance:BTC/USDT"), MarketId.Parse), Words.Parse(words.Find("timeframe") ?? "1m", Timeframe.Parse));
}
