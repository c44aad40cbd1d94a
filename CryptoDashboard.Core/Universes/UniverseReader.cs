using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Universes;

/// <summary>Reads what is recorded and stored for a universe: the one source of its facts, live and in backtests.</summary>
public sealed class UniverseReader(ICandleStore candles, IMarketArchive archive, IListingStore listing)
{
    /// <param name="from">The first moment that will be asked about.</param>
    /// <param name="to">The last one.</param>
    public async Task<UniverseHistory> Read(Universe universe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var (first, last) = (DateOnly.FromDateTime(from.UtcDateTime).AddDays(-7), DateOnly.FromDateTime(to.UtcDateTime));
        var needsArchive = (universe.Needs & (FactKinds.Volume | FactKinds.Listing | FactKinds.Spread | FactKinds.Age | FactKinds.MarketCap)) != FactKinds.None;
        var volumes = needsArchive ? await archive.Volumes(universe.Exchange, universe.Quote, first, last, cancel) : [];
        var history = new UniverseHistory(
            universe,
            needsArchive ? await archive.Spans(universe.Exchange, universe.Quote, last, cancel) : [],
            volumes,
            (universe.Needs & FactKinds.MarketCap) != FactKinds.None ? await listing.Caps(first, last, cancel) : []);
        if ((universe.Needs & (FactKinds.Prices | FactKinds.Age)) == FactKinds.None && universe.List != ListKind.MarketCap)
            return history;
        var wanted = Wanted(universe, volumes);
        var stored = (await candles.Series(cancel))
            .Where(s => s.Market.Exchange == universe.Exchange && s.Market.Symbol.Quote.Code == universe.Quote && (wanted?.Contains(s.Market.Symbol) ?? true))
            .GroupBy(s => s.Market).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal);
        foreach (var market in stored)
            await ReadPrices(history, universe, [.. market], from - universe.LooksBack, to, cancel);
        return history;
    }

    /// <summary>The symbols whose prices can matter; null for all that are stored.</summary>
    private static HashSet<Symbol>? Wanted(Universe universe, IReadOnlyList<ArchivedVolume> volumes) => universe.List switch
    {
        ListKind.Fixed => [.. universe.Symbols.Select(Symbol.Parse)],
        ListKind.Volume => [.. volumes.GroupBy(v => v.Day).SelectMany(day => day.OrderBy(v => v.Rank).Take(universe.Among)).Select(v => Symbol.Parse(v.Symbol))],
        _ => null,
    };

    private async Task ReadPrices(UniverseHistory history, Universe universe, IReadOnlyList<StoredSeries> series, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var symbol = series[0].Market.Symbol;
        foreach (var one in series)
            history.Note(symbol, one.First);
        if ((universe.Needs & FactKinds.Prices) == FactKinds.None)
            return;
        foreach (var one in Chosen(series, from))
        {
            var path = history.Begin(symbol);
            await foreach (var candle in candles.Read(one.Market, one.Timeframe, from, to, cancel))
                path.Add(candle, one.Timeframe.Milliseconds);
        }
    }

    /// <summary>
    /// The finest that is needed, then the longer ones: hours, or minutes where hours do not reach back as far. What is stored later on does
    /// not change the choice for a moment of before, unless it reaches back further.
    /// </summary>
    private static IEnumerable<StoredSeries> Chosen(IReadOnlyList<StoredSeries> series, DateTimeOffset from)
    {
        var fine = series.Where(s => s.Timeframe <= Timeframe.H1).OrderByDescending(s => s.Timeframe).ToList();
        if (fine.Count > 0)
        {
            var earliest = fine.Min(s => s.First);
            yield return fine.First(s => s.First <= (earliest > from ? earliest : from) + s.Timeframe.Duration);
        }
        foreach (var longer in series.Where(s => s.Timeframe > Timeframe.H1).OrderBy(s => s.Timeframe))
            yield return longer;
    }
}
