using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Universes;

/// <summary>Reads what is recorded and stored for a universe: the one source of its facts, live and in backtests.</summary>
public sealed class UniverseReader(ICandleStore candles, IMarketArchive archive, IListingStore listing)
{
    /// <summary>Series that prices are read of, finest first; shorter ones only where none of these is stored.</summary>
    private static readonly Timeframe[] Preferred = [Timeframe.H1, Timeframe.H4, Timeframe.D1];

    /// <param name="from">The first moment that will be asked about.</param>
    /// <param name="to">The last one.</param>
    public async Task<UniverseHistory> Read(Universe universe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var (first, last) = (DateOnly.FromDateTime(from.UtcDateTime).AddDays(-7), DateOnly.FromDateTime(to.UtcDateTime));
        var needsArchive = (universe.Needs & (FactKinds.Volume | FactKinds.Listing | FactKinds.Spread | FactKinds.Age | FactKinds.MarketCap)) != 0;
        var volumes = needsArchive ? await archive.Volumes(universe.Exchange, universe.Quote, first, last, cancel) : [];
        var history = new UniverseHistory(
            universe,
            needsArchive ? await archive.Spans(universe.Exchange, universe.Quote, last, cancel) : [],
            volumes,
            (universe.Needs & FactKinds.MarketCap) != 0 ? await listing.Caps(first, last, cancel) : []);
        if ((universe.Needs & (FactKinds.Prices | FactKinds.Age)) == 0 && universe.List != ListKind.MarketCap)
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
        var chosen = series.Where(s => Preferred.Contains(s.Timeframe)).OrderBy(s => s.Timeframe).ToList();
        if (chosen.Count == 0)
            chosen = [series.MaxBy(s => s.Timeframe)!];
        foreach (var one in series)
            history.Note(symbol, one.First);
        if ((universe.Needs & FactKinds.Prices) == 0)
            return;
        foreach (var one in chosen)
        {
            var path = history.Begin(symbol);
            await foreach (var candle in candles.Read(one.Market, one.Timeframe, from, to, cancel))
                path.Add(candle, one.Timeframe.Milliseconds);
        }
    }
}
