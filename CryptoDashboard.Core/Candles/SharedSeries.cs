using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// Stored candles in memory, read once and shared by all who ask for them at once or one after the other, such as the runs of a queue. Each
/// asks storage first whether they are still the same: what is new is added, and what changed in between is read again, so that nobody ever
/// sees candles that are not those of storage. Kept are the series used last, up to <see cref="MostCandles"/> candles together, for
/// <see cref="KeptFor"/> after the last use, and none while memory is short; those somebody still works on are shared in any case.
/// </summary>
public sealed class SharedSeries : IDisposable
{
    /// <summary>About 120 MB.</summary>
    public const int MostCandles = 2_500_000;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly ICandleStore _store;
    private readonly ITimer _release;

    public SharedSeries(ICandleStore store, TimeProvider time)
    {
        _store = store;
        _release = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long series are kept that nobody asks for.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The stored candles of a stretch; empty where there are none.</summary>
    /// <param name="to">Exclusive.</param>
    public async Task<CandleSeries> Read(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var entry = Find(market, timeframe, from, to);
        // One at a time for one stretch: the second who asks finds what the first one read.
        await entry.Turn.WaitAsync(cancel);
        try
        {
            var candles = await Renew(entry, cancel);
            Keep(entry, candles);
            return Cut(new(market, timeframe, candles), from, to);
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private static CandleSeries Cut(CandleSeries series, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, end) = (series.IndexOf(from), series.IndexOf(to));
        return series with { Candles = series.Candles[first..Math.Max(first, end)] };
    }

    public void Dispose() => _release.Dispose();

    // So that runs that warm up for a little longer find the candles of the one before.
    private static DateTimeOffset MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private void Release()
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
                entry.Kept = null;
        }
    }

    /// <summary>The stretch that holds the one asked for, or a new one.</summary>
    private Entry Find(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate)
        {
            _entries.RemoveAll(e => e.Kept is null && e.Turn.CurrentCount > 0 && !e.Candles.TryGetTarget(out _));
            var entry = _entries.Find(e => e.Market == market && e.Timeframe == timeframe && e.From <= from && e.To >= to) ?? new Entry(market, timeframe, MonthOf(from), to);
            // Used last stands last.
            _entries.Remove(entry);
            _entries.Add(entry);
            return entry;
        }
    }

    private async Task<Candle[]> Renew(Entry entry, CancellationToken cancel)
    {
        // Asked before anything is read: what is written meanwhile makes the next one look again.
        var mark = await _store.Mark(entry.Market, entry.Timeframe, entry.From, entry.To, cancel);
        if (mark is null)
            return [];
        if (!entry.Candles.TryGetTarget(out var known) || entry.Mark is not { } before || known.Length == 0)
            known = await Read(entry, [], entry.From, mark, cancel);
        else if (before == mark)
            return known;
        else if (await _store.Mark(entry.Market, entry.Timeframe, entry.From, known[^1].OpenTime + entry.Timeframe.Duration, cancel) == before)
            known = await Read(entry, known, known[^1].OpenTime + entry.Timeframe.Duration, mark, cancel);
        else
            known = await Read(entry, [], entry.From, mark, cancel);
        (entry.Mark, entry.Candles) = (mark, new(known));
        return known;
    }

    private async Task<Candle[]> Read(Entry entry, Candle[] known, DateTimeOffset from, SeriesMark mark, CancellationToken cancel)
    {
        var all = new List<Candle>((int)Math.Clamp(mark.Count, known.Length, int.MaxValue / 64));
        all.AddRange(known);
        await foreach (var candle in _store.Read(entry.Market, entry.Timeframe, from > mark.First ? from : mark.First, entry.To, cancel))
            all.Add(candle);
        return [.. all];
    }

    private void Keep(Entry entry, Candle[] candles)
    {
        lock (_gate)
        {
            entry.Kept = candles;
            _release.Change(KeptFor, Timeout.InfiniteTimeSpan);
            var memory = GC.GetGCMemoryInfo();
            var room = memory.MemoryLoadBytes >= memory.HighMemoryLoadThresholdBytes ? 0L : MostCandles;
            foreach (var other in Enumerable.Reverse(_entries))
            {
                room -= other.Kept?.Length ?? 0;
                if (room < 0)
                    other.Kept = null;
            }
        }
    }

    /// <summary>One stretch of a series. Its candles never change in place: whoever got them keeps what they were.</summary>
    private sealed class Entry(MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to)
    {
        public MarketId Market { get; } = market;

        public Timeframe Timeframe { get; } = timeframe;

        public DateTimeOffset From { get; } = from;

        public DateTimeOffset To { get; } = to;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>As they were read last, for as long as anybody holds them.</summary>
        public WeakReference<Candle[]> Candles { get; set; } = new([]);

        /// <summary>Of storage when they were read.</summary>
        public SeriesMark? Mark { get; set; }

        /// <summary>Holds them; null once they must make room.</summary>
        public Candle[]? Kept { get; set; }
    }
}
