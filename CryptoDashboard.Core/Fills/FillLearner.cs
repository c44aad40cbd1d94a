using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Fills;

/// <summary>
/// Learns how orders are filled: the spread from what was seen of real exchanges, everything else from one's own real orders. What it learns
/// gets the time as its version and never changes; whoever used an older one can say so.
/// </summary>
public sealed class FillLearner(IFillStore store, ICandleStore candles, FillBook book, SpreadSampler sampler, FillWitness witness, TimeProvider time, ILogger<FillLearner> logger)
{
    /// <summary>Spreads of these last days count: they follow the market's mood.</summary>
    public const int SpreadDays = 30;

    /// <summary>Orders of these last days count.</summary>
    public const int OrderDays = 180;

    /// <summary>How long what was seen and learnt is kept.</summary>
    public const int KeptDays = 400;

    private const int MostOrders = 20_000;

    // The longest that a waiting order is followed through the minutes.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>Learns unless it was done on this day (UTC) already.</summary>
    public async Task LearnToday(CancellationToken cancel)
    {
        await book.Read(cancel);
        if (book.LearntAt?.UtcDateTime.Date != time.GetUtcNow().UtcDateTime.Date)
            await Learn(cancel);
    }

    /// <summary>Learns from all that is known now.</summary>
    /// <returns>How many markets something was learnt of.</returns>
    public async Task<int> Learn(CancellationToken cancel)
    {
        await sampler.Flush(cancel);
        await witness.Flush(cancel);
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var spreads = (await store.Spreads(today.AddDays(-SpreadDays), cancel)).GroupBy(d => MarketId.Parse($"{d.Exchange}:{d.Symbol}")).ToDictionary(g => g.Key, Sum);
        var orders = (await store.OwnOrders(now.AddDays(-OrderDays), MostOrders, cancel)).GroupBy(o => o.Order.Market).ToDictionary(g => g.Key, g => g.ToList());
        var seen = new List<SeenFills>();
        foreach (var market in spreads.Keys.Union(orders.Keys).OrderBy(m => m.ToString(), StringComparer.Ordinal))
            seen.Add(await See(market, spreads.GetValueOrDefault(market), orders.GetValueOrDefault(market) ?? [], cancel));
        var lessons = seen.Select(s => Lesson(now, s.Market.Exchange, s.Market.Symbol.ToString(), [s]))
            .Concat(seen.GroupBy(s => s.Market.Exchange, StringComparer.Ordinal).Select(g => Lesson(now, g.Key, "", [.. g])))
            .ToList();
        if (lessons.Count > 0)
            await store.Keep(lessons, cancel);
        await store.Prune(today.AddDays(-KeptDays), now.AddDays(-KeptDays), cancel);
        await book.Read(cancel);
        logger.LogInformation("Fills learnt of {Markets} markets, from {Orders} own orders", seen.Count, orders.Values.Sum(o => o.Count));
        return seen.Count;
    }

    private static SpreadHistogram Sum(IEnumerable<SpreadDay> days)
    {
        var sum = new SpreadHistogram();
        foreach (var day in days)
            sum.Add(day.Seen);
        return sum;
    }

    private async Task<SeenFills> See(MarketId market, SpreadHistogram? spreads, List<OwnOrder> orders, CancellationToken cancel)
    {
        var (taken, chances) = (0.0, 0L);
        foreach (var order in orders.Where(o => o.HasWaited))
        {
            var share = order.SharePutThrough;
            taken += share;
            chances += await MinutesInVain(order, cancel) + (share > 0 ? 1 : 0);
        }
        return new(market, spreads, [.. orders.Select(o => o.Slippage()).OfType<double>()], [.. orders.Select(o => o.Note.LatencyMs)], taken, chances);
    }

    /// <summary>Whole minutes of its wait in which the price went beyond it and did not fill it.</summary>
    private async Task<int> MinutesInVain(OwnOrder order, CancellationToken cancel)
    {
        var minute = Timeframe.M1.Duration;
        var from = order.Note.SentAt.AddTicks(minute.Ticks - 1);
        var until = order.WaitedUntil < from + LongestWait ? order.WaitedUntil : from + LongestWait;
        var count = 0;
        await foreach (var candle in candles.Read(order.Order.Market, Timeframe.M1, from.AddTicks(-(from.Ticks % minute.Ticks)), until, cancel))
        {
            if (candle.OpenTime + minute <= until && order.IsPassedBy(candle))
                count++;
        }
        return count;
    }

    /// <summary>One market by itself, or an exchange: of its spreads every market weighs the same, however long it was watched.</summary>
    private static FillLesson Lesson(DateTimeOffset at, string exchange, string symbol, List<SeenFills> seen)
    {
        var ranges = new Dictionary<FillPart, LearntRange>();
        Put(FillPart.Spread, SpreadOf([.. seen.Select(s => s.Spreads).OfType<SpreadHistogram>()]));
        Put(FillPart.Slippage, LearntRange.Of([.. seen.SelectMany(s => s.Slippages)], seen.Count(s => s.Slippages.Count > 0)));
        Put(FillPart.Latency, LearntRange.Of([.. seen.SelectMany(s => s.Latencies)], seen.Count(s => s.Latencies.Count > 0)));
        if (seen.Sum(s => s.Chances) is > 0 and var chances)
            Put(FillPart.Chance, LearntRange.OfShare(seen.Sum(s => s.Taken), chances, seen.Count(s => s.Chances > 0)));
        return new() { LearntAt = at, Exchange = exchange, Symbol = symbol, Ranges = ranges };

        void Put(FillPart part, LearntRange? range)
        {
            if (range is not null)
                ranges[part] = range;
        }
    }

    private static LearntRange? SpreadOf(List<SpreadHistogram> histograms)
    {
        var all = new SpreadHistogram();
        foreach (var histogram in histograms)
            all.Add(histogram, 1 / histogram.Count);
        return histograms.Count == 0 ? null : new(all.Quantile(0.1), all.Quantile(0.5), all.Quantile(0.9), (long)histograms.Sum(h => h.Count), histograms.Count);
    }

    private sealed record SeenFills(MarketId Market, SpreadHistogram? Spreads, IReadOnlyList<double> Slippages, IReadOnlyList<double> Latencies, double Taken, long Chances);
}
