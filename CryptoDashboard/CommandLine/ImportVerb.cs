using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary><c>import --market binance:BTC/USDT --timeframe 1m FILE…</c></summary>
internal static class ImportVerb
{
    private const int ShownGaps = 10;

    public static readonly Usage Usage = new(
        "import --market binance:BTC/USDT --timeframe 1m FILE|FOLDER…",
        new Option("market", "binance:BTC/USDT", "where the candles are of; of a folder it is read off the names"),
        new Option("timeframe", "1m", "1m, 5m, 1h, 1d …; of a folder it is read off the names"),
        new Option("exchange", "binance", "with a folder: whose the files are, where their names do not say"),
        new Option("skip-bad", "", "keep the good rows of a file that has bad ones"),
        Usage.Json);

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        var words = Usage.Read(args);
        if (words.Rest.Count == 0)
            throw new UsageException("Name at least one file or folder: import --market binance:BTC/USDT --timeframe 1m BTCUSDT-1m.csv.gz");
        var series = Series(words);
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(Settings.Read(words.ForConfiguration), logging.CreateLogger("import"), cancel);
        await using var services = new ServiceCollection().AddStorage(workplace.Provider, workplace.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Up(cancel);
        var bar = words.Has("json") ? null : new ImportBar(Console.Error, !Console.IsErrorRedirected);
        var import = new CandleImport(services.GetRequiredService<ICandleStore>(), TimeProvider.System);
        var isClean = true;
        foreach (var ((market, timeframe), files) in series)
            isClean &= Print(await import.Run(market, timeframe, files, words.Has("skip-bad"), bar, cancel), bar, words.Has("json"));
        return isClean ? 0 : 1;
    }

    /// <summary>Which files go into which series: as said, or as folder and names say.</summary>
    private static List<((MarketId Market, Timeframe Timeframe) Series, List<string> Files)> Series(Words words)
    {
        var isFolder = words.Rest.Any(Directory.Exists);
        var files = words.Rest.SelectMany(path => Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(CandleFileName.IsCandles).Order(StringComparer.Ordinal)
            : (IEnumerable<string>)[path]).ToList();
        if (files.Count == 0)
            throw new UsageException($"{string.Join(", ", words.Rest)} holds no .csv, .csv.gz or .zip.");
        var market = words.Find("market") is { } named ? Words.Parse(named, MarketId.Parse) : isFolder ? (MarketId?)null : Words.Parse(words.Need("market", "binance:BTC/USDT"), MarketId.Parse);
        var timeframe = words.Find("timeframe") is { } length ? Words.Parse(length, Timeframe.Parse) : isFolder ? (Timeframe?)null : Words.Parse(words.Need("timeframe", "1m"), Timeframe.Parse);
        if (market is { Kind: not MarketKind.Exchange })
            throw new UsageException($"Candles cannot be imported into {market}: that name belongs to the simulated market, to replays and to the best source.");
        var read = files.ConvertAll(file => (File: file, Name: CandleFileName.Read(file, words.Find("exchange"))));
        foreach (var (file, name) in read)
        {
            if ((market is null && name.Market is null) || (timeframe is null && name.Timeframe is null))
                throw new UsageException($"{file}: {name.Fault}. Nothing was imported.");
        }
        List<((MarketId Market, Timeframe Timeframe) Series, List<string> Files)> series = [.. read.GroupBy(r => (Market: market ?? r.Name.Market!.Value, Timeframe: timeframe ?? r.Name.Timeframe!.Value)).Select(g => (g.Key, g.Select(r => r.File).ToList()))];
        foreach (var ((into, _), own) in series)
        {
            if (CandleFileName.Mixture(own) is { } mixture)
                throw new UsageException($"{mixture} Nothing was imported.");
            if (market is not null && own.Select(CandleFileName.Said).FirstOrDefault(s => s is not null) is { } said && said.Symbol != $"{into.Symbol.Base}{into.Symbol.Quote}")
                Console.Error.WriteLine($"By their names the files hold {said.Symbol}; they are imported into {into}, as you said.");
        }
        return series;
    }

    private static bool Print(ImportReport report, ImportBar? bar, bool isJson)
    {
        bar?.End();
        var (market, timeframe) = (report.Market, report.Timeframe);
        if (isJson)
            Console.WriteLine(JsonSerializer.Serialize(new { Market = market.ToString(), Timeframe = timeframe.ToString(), report.Rows, report.New, report.Files, report.Gaps, Seconds = report.Took.TotalSeconds }, JsonSerializerOptions.Web));
        else
            Print(report);
        return report.IsClean;
    }

    private static void Print(ImportReport report)
    {
        foreach (var file in report.Files)
        {
            Console.WriteLine(file.Rejection is null
                ? $"{file.Name}: {file.New:#,0} new, {file.AlreadyThere:#,0} already there, {file.Duplicates:#,0} duplicates, {file.BadCount:#,0} bad rows left out"
                : $"{file.Name}: {file.Rejection}");
            foreach (var bad in file.Bad)
                Console.WriteLine($"  {bad.File}, line {bad.Line}: {bad.Reason} — {bad.Text}");
        }
        foreach (var gap in report.Gaps.Take(ShownGaps))
            Console.WriteLine($"gap: {gap.From:yyyy-MM-dd HH:mm} to {gap.To:yyyy-MM-dd HH:mm} UTC, {gap.Missing:#,0} candles ({(gap.To - gap.From).TotalMinutes.ToString("#,0", CultureInfo.InvariantCulture)} min)");
        if (report.Gaps.Count > ShownGaps)
            Console.WriteLine($"… and {report.Gaps.Count - ShownGaps} more gaps");
        Console.WriteLine($"{report.Market} {report.Timeframe}: {report.Rows:#,0} rows in {report.Took.TotalSeconds:0.0} s ({report.Rows / Math.Max(report.Took.TotalSeconds, 0.001):#,0}/s), {report.New:#,0} new, {report.Gaps.Count} gaps");
    }
}
