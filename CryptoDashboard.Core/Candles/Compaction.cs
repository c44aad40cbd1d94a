using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Stores the larger candles of what is kept by the minute, so that the minutes can go.</summary>
public sealed class Compaction(ICandleStore store)
{
    private const int Batch = 20_000;

    /// <summary>
    /// Builds every larger timeframe from the minutes that open before <paramref name="before"/>. A larger candle at the edge, of which
    /// minutes lie behind it, is not built; one that is stored already stays.
    /// </summary>
    /// <returns>How many larger candles are new.</returns>
    public async Task<long> Build(MarketId market, DateTimeOffset before, CancellationToken cancel)
    {
        var added = 0L;
        foreach (var timeframe in Timeframe.All.Where(t => t > Timeframe.M1))
            added += await Build(market, timeframe, timeframe.OpenOf(before), cancel);
        return added;
    }

    /// <summary>As <see cref="Build(MarketId, DateTimeOffset, CancellationToken)"/>, and then deletes the minutes whose larger candles of every length are whole.</summary>
    public async Task<(long Built, long Deleted)> Compact(MarketId market, DateTimeOffset before, CancellationToken cancel)
    {
        var edge = Timeframe.D1.OpenOf(before);
        var built = await Build(market, edge, cancel);
        return (built, await store.Delete(market, Timeframe.M1, edge, cancel));
    }

    private async Task<long> Build(MarketId market, Timeframe timeframe, DateTimeOffset edge, CancellationToken cancel)
    {
        await using var import = await store.BeginImport(market, timeframe, cancel);
        var builder = new CandleBuilder(Timeframe.M1, timeframe);
        var closed = new List<Candle>(Batch);
        await foreach (var minute in store.Read(market, Timeframe.M1, DateTimeOffset.UnixEpoch, edge, cancel))
        {
            builder.Add(minute, closed);
            if (closed.Count < Batch)
                continue;
            await import.Write(closed.ToArray(), cancel);
            closed.Clear();
        }
        // Whatever is still being made ends before the edge: its last minutes are a hole and will not come.
        if (builder.InProgress is { } last)
            closed.Add(last);
        await import.Write(closed.ToArray(), cancel);
        return await import.Commit(cancel);
    }
}
