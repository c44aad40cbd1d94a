using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Candles read from files into memory, with nothing of a database: for what is tried once.</summary>
public static class CandleFiles
{
    private const int ShownFaults = 5;

    /// <param name="paths">CSV files (plain, .gz, .zip), together one series.</param>
    /// <param name="timeframe">Null reads it off the distance of the candles.</param>
    /// <param name="now">Candles that open later are refused.</param>
    /// <exception cref="InvalidDataException">A file holds something else; the message names line and reason.</exception>
    public static CandleSeries Read(IReadOnlyList<string> paths, MarketId market, Timeframe? timeframe, DateTimeOffset now, CancellationToken cancel)
    {
        var parts = new List<ReadOnlyMemory<Candle>>();
        foreach (var path in paths)
            parts.AddRange(Parts(path, timeframe, now, cancel));
        var all = parts.Count == 1 ? parts[0] : Joined(parts);
        if (all.Length == 0)
            throw new InvalidDataException($"{string.Join(", ", paths)} holds no candle.");
        return new CandleSeries(market, timeframe ?? Shortest(all.Span), all);
    }

    private static List<ReadOnlyMemory<Candle>> Parts(string path, Timeframe? timeframe, DateTimeOffset now, CancellationToken cancel)
    {
        var parts = new List<ReadOnlyMemory<Candle>>();
        foreach (var (name, open, _) in CandleFile.Open(path))
        {
            using var text = open();
            var csv = CandleCsv.Read(name, text, timeframe ?? Timeframe.M1, now.ToUnixTimeMilliseconds(), ShownFaults, static _ => { }, cancel);
            if (csv.BadCount > 0)
                throw new InvalidDataException(string.Join(Environment.NewLine, csv.Bad.Select(b => $"{b.File}, line {b.Line}: {b.Reason} ({b.Text})")) + (csv.BadCount > csv.Bad.Count ? $"{Environment.NewLine}and {csv.BadCount - csv.Bad.Count:#,0} more" : ""));
            parts.Add(csv.Candles);
        }
        return parts;
    }

    private static ReadOnlyMemory<Candle> Joined(List<ReadOnlyMemory<Candle>> parts)
    {
        var all = parts.SelectMany(p => p.ToArray()).OrderBy(c => c.OpenMs).ToArray();
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i].OpenMs == all[i - 1].OpenMs && all[i] != all[i - 1])
                throw new InvalidDataException($"Two files contradict each other at {all[i].OpenTime:yyyy-MM-dd HH:mm}.");
        }
        return all.DistinctBy(c => c.OpenMs).ToArray();
    }

    private static Timeframe Shortest(ReadOnlySpan<Candle> candles)
    {
        var distance = long.MaxValue;
        for (var i = 1; i < candles.Length; i++)
            distance = Math.Min(distance, candles[i].OpenMs - candles[i - 1].OpenMs);
        return Timeframe.All.LastOrDefault(t => t.Milliseconds <= distance);
    }
}
