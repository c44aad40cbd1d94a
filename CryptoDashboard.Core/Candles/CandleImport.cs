using System.Diagnostics;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Imports candle files into one series. Each file is read whole and judged before any of it is stored, then kept in one transaction:
/// a bad file leaves nothing behind, a broken-off import leaves whole files only, and repeating one adds what is missing. While one file
/// is being stored the next one is read.
/// </summary>
public sealed class CandleImport(ICandleStore store, TimeProvider time)
{
    private const int Batch = 50_000;
    private const int MaxReported = 20;

    /// <param name="skipBad">Keep the good rows of a file that has bad ones.</param>
    public async Task<ImportReport> Run(
        MarketId market, Timeframe timeframe, IReadOnlyList<string> paths, bool skipBad, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var meter = new Meter(paths, progress, watch);
        var files = new List<ImportedFile>();
        var opens = new List<long>();
        Task<ImportedFile>? storing = null;
        foreach (var text in ReadAll(paths, timeframe, meter, cancel))
        {
            if (storing is not null)
                files.Add(await storing);
            var rejection = text.Failure ?? (text.Csv!.BadCount > 0 && !skipBad
                ? $"{text.Csv.BadCount:#,0} bad rows: nothing of this file was kept. Mend it, or say --skip-bad to keep its good rows."
                : null);
            if (rejection is null)
                opens.AddRange(text.Csv!.Candles.ToArray().Select(c => c.OpenMs));
            storing = rejection is null
                ? Task.Run(() => Store(market, timeframe, text.Name, text.Csv!, cancel), cancel)
                : Task.FromResult(new ImportedFile(text.Name, text.Csv?.Rows ?? 0, 0, 0, text.Csv?.Duplicates ?? 0, text.Csv?.BadCount ?? 0, text.Csv?.Bad ?? [], rejection));
        }
        if (storing is not null)
            files.Add(await storing);
        meter.Done();
        return new ImportReport(market, timeframe, files, Gaps(opens, timeframe), watch.Elapsed);
    }

    private static IReadOnlyList<CandleGap> Gaps(List<long> opens, Timeframe timeframe)
    {
        opens.Sort();
        var finder = new GapFinder(timeframe);
        foreach (var open in opens)
            finder.Add(open);
        return finder.Gaps;
    }

    private static string? FailureOf(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "There is no such file.",
        UnauthorizedAccessException => "It may not be read: check its permissions.",
        InvalidDataException => exception.Message,
        IOException => $"It cannot be read: {exception.Message}",
        _ => null,
    };

    private IEnumerable<ReadText> ReadAll(IReadOnlyList<string> paths, Timeframe timeframe, Meter meter, CancellationToken cancel)
    {
        foreach (var path in paths)
        {
            meter.Next(path);
            using var texts = CandleFile.Open(path).GetEnumerator();
            while (Read(texts, path, timeframe, meter, cancel) is { } text)
            {
                yield return text;
                if (text.IsLast)
                    break;
            }
            meter.Finish();
        }
    }

    private ReadText? Read(
        IEnumerator<CandleText> texts, string path, Timeframe timeframe, Meter meter, CancellationToken cancel)
    {
        try
        {
            if (!texts.MoveNext())
                return null;
        }
        catch (Exception exception) when (FailureOf(exception) is { } failure)
        {
            return new ReadText(Path.GetFileName(path), null, failure) { IsLast = true };
        }
        // From here on a fault is of this text, and the others of its archive are read all the same.
        var (name, open, bytes) = texts.Current;
        try
        {
            using var stream = open();
            var before = meter.Rows;
            var csv = CandleCsv.Read(name, stream, timeframe, time.GetUtcNow().ToUnixTimeMilliseconds(), MaxReported, rows => meter.Tell(before + rows, bytes()), cancel);
            var wrong = Mismatch(csv.Candles.Span, timeframe);
            return new ReadText(name, csv, csv.Rows == 0 ? "It holds no candles." : wrong);
        }
        catch (Exception exception) when (FailureOf(exception) is { } failure)
        {
            return new ReadText(name, null, failure);
        }
    }

    // Candles of a larger timeframe fall on the boundaries of a smaller one: seen only by their distance.
    private static string? Mismatch(ReadOnlySpan<Candle> candles, Timeframe timeframe)
    {
        if (candles.Length < 3)
            return null;
        var nearest = long.MaxValue;
        for (var i = 1; i < candles.Length; i++)
            nearest = Math.Min(nearest, candles[i].OpenMs - candles[i - 1].OpenMs);
        return nearest > timeframe.Milliseconds && Timeframe.All.Any(t => t.Milliseconds == nearest)
            ? $"Its candles are {Timeframe.All.First(t => t.Milliseconds == nearest)} apart, not {timeframe}: nothing was kept. Say --timeframe {Timeframe.All.First(t => t.Milliseconds == nearest)}."
            : null;
    }

    private async Task<ImportedFile> Store(MarketId market, Timeframe timeframe, string name, CandleCsv csv, CancellationToken cancel)
    {
        await using var import = await store.BeginImport(market, timeframe, cancel);
        for (var from = 0; from < csv.Candles.Length; from += Batch)
            await import.Write(csv.Candles.Slice(from, Math.Min(Batch, csv.Candles.Length - from)), cancel);
        var added = await import.Commit(cancel);
        return new ImportedFile(name, csv.Rows, added, csv.Candles.Length - added, csv.Duplicates, csv.BadCount, csv.Bad, null);
    }

    private sealed record ReadText(string Name, CandleCsv? Csv, string? Failure)
    {
        /// <summary>Whether the file could not be gone on with.</summary>
        public bool IsLast { get; init; }
    }

    /// <summary>Counts bytes and rows over all files and tells of them, not more often than the eye can follow.</summary>
    private sealed class Meter(IReadOnlyList<string> paths, IProgress<ImportProgress>? progress, Stopwatch watch)
    {
        private readonly long _total = paths.Sum(p => File.Exists(p) ? new FileInfo(p).Length : 0);
        private string _file = "";
        private int _number;
        private long _bytesBefore;
        private TimeSpan _told = TimeSpan.MinValue;

        public long Rows { get; private set; }

        public void Next(string path) => (_file, _number) = (path, _number + 1);

        public void Finish() => _bytesBefore += File.Exists(_file) ? new FileInfo(_file).Length : 0;

        public void Tell(long rows, long bytes)
        {
            Rows = rows;
            if (_told != TimeSpan.MinValue && watch.Elapsed - _told < TimeSpan.FromMilliseconds(100))
                return;
            _told = watch.Elapsed;
            Report(_bytesBefore + bytes);
        }

        public void Done() => Report(_total);

        private void Report(long bytes)
        {
            var seconds = watch.Elapsed.TotalSeconds;
            TimeSpan? left = bytes > 0 && seconds > 0.2 ? TimeSpan.FromSeconds(seconds * (_total - bytes) / bytes) : null;
            progress?.Report(new ImportProgress(Path.GetFileName(_file), _number, paths.Count, bytes, _total, Rows, seconds > 0 ? Rows / seconds : 0, left));
        }
    }
}
