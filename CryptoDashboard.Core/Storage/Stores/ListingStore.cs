using System.Globalization;
using CryptoDashboard.Core.Listing;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>The listing in the database.</summary>
public sealed class ListingStore(IDbContextFactory<DashboardDbContext> contexts) : IListingStore
{
    public async Task Save(IReadOnlyList<CoinQuote> quotes, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ids = quotes.Select(q => q.Id).Distinct(StringComparer.Ordinal).ToList();
        var known = await db.Set<Coin>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, StringComparer.Ordinal, cancel);
        var there = (await db.Set<CoinPrice>().Where(p => p.At == at && ids.Contains(p.CoinId)).Select(p => p.CoinId).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var quote in quotes)
        {
            if (!known.TryGetValue(quote.Id, out var coin))
            {
                known[quote.Id] = coin = new Coin { Id = quote.Id, Symbol = quote.Symbol, Name = quote.Name, Source = quote.Source };
                db.Add(coin);
            }
            coin.Take(quote);
            if (there.Add(quote.Id))
                db.Add(new CoinPrice { CoinId = quote.Id, At = at, Price = quote.Price, Volume24h = quote.Volume24h });
        }
        await db.SaveChangesAsync(cancel);
    }

    public async Task<Coin?> Find(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Coin>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel);
    }

    public async Task<IReadOnlyList<Coin>> Named(IReadOnlyCollection<string> symbols, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Coin>().AsNoTracking().Where(c => symbols.Contains(c.Symbol)).OrderBy(c => c.Rank).ToListAsync(cancel);
    }

    public async Task<int> Count(CoinQuery query, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Known(Fitting(db.Set<Coin>(), query), query.Sort).CountAsync(cancel);
    }

    public async Task<CoinPage> Page(CoinQuery query, string? cursor, int take, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 500);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = Known(Fitting(db.Set<Coin>().AsNoTracking(), query), query.Sort);
        var after = cursor is null ? ((string Key, string Id)?)null : Split(cursor);
        var page = query.Sort switch
        {
            CoinSort.Symbol => KeySet.After(all, c => c.Symbol, after?.Key, after?.Id, query.Descending),
            CoinSort.Price => KeySet.After(all, c => c.Price, Money(after), after?.Id, query.Descending),
            CoinSort.MarketCap => KeySet.After(all, c => c.MarketCap, Money(after), after?.Id, query.Descending),
            CoinSort.Volume => KeySet.After(all, c => c.Volume24h, Money(after), after?.Id, query.Descending),
            CoinSort.Change1h => KeySet.After(all, c => c.Change1h, Ratio(after), after?.Id, query.Descending),
            CoinSort.Change24h => KeySet.After(all, c => c.Change24h, Ratio(after), after?.Id, query.Descending),
            CoinSort.Change7d => KeySet.After(all, c => c.Change7d, Ratio(after), after?.Id, query.Descending),
            _ => KeySet.After(all, c => c.Rank, (int?)Money(after) ?? 0, after?.Id, query.Descending),
        };
        var coins = await page.Take(take + 1).ToListAsync(cancel);
        if (coins.Count <= take)
            return new CoinPage(coins, null);
        coins.RemoveAt(take);
        return new CoinPage(coins, Cursor(coins[^1], query.Sort));
    }

    public async Task<Movers> Movers(int each, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var coins = db.Set<Coin>().AsNoTracking();
        var traded = coins.Where(c => c.Volume24h >= Listing.Movers.LeastVolume && c.Change24h != null);
        return new Movers(
            await traded.OrderByDescending(c => c.Change24h).ThenBy(c => c.Id).Take(each).ToListAsync(cancel),
            await traded.OrderBy(c => c.Change24h).ThenBy(c => c.Id).Take(each).ToListAsync(cancel),
            await coins.Where(c => c.Volume24h != null).OrderByDescending(c => c.Volume24h).ThenBy(c => c.Id).Take(each).ToListAsync(cancel),
            await coins.Where(c => c.MarketCap != null).OrderByDescending(c => c.MarketCap).ThenBy(c => c.Id).Take(each).ToListAsync(cancel));
    }

    public async Task<IReadOnlyList<CoinPrice>> History(string id, DateTimeOffset from, int points, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var line = await db.Set<CoinPrice>().AsNoTracking().Where(p => p.CoinId == id && p.At >= from).OrderBy(p => p.At).ToListAsync(cancel);
        return DownSample.Keep(line, points, p => p.At.ToUnixTimeSeconds(), p => (double)p.Price);
    }

    public async Task RecordCaps(IReadOnlyList<CoinCap> caps, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (caps.Count == 0 || await db.Set<CoinCap>().CountAsync(c => c.Day == caps[0].Day, cancel) > 0)
            return;
        db.AddRange(caps);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<CoinCap>> Caps(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var caps = db.Set<CoinCap>().AsNoTracking();
        var before = await caps.Where(c => c.Day < from).MaxAsync(c => (DateOnly?)c.Day, cancel);
        var after = await caps.Where(c => c.Day > to).MinAsync(c => (DateOnly?)c.Day, cancel);
        return await caps.Where(c => (c.Day >= from && c.Day <= to) || c.Day == before || c.Day == after).OrderBy(c => c.Day).ThenByDescending(c => c.MarketCap).ThenBy(c => c.CoinId).ToListAsync(cancel);
    }

    public async Task<int> CleanUp(DateTimeOffset before, DateTimeOffset hourlyBefore, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CoinPrice>().Where(p => p.At < before || (p.At < hourlyBefore && p.At.Minute != 0)).ExecuteDeleteAsync(cancel);
    }

    private static IQueryable<Coin> Fitting(IQueryable<Coin> coins, CoinQuery query)
    {
        if (query.Search.Trim().ToLowerInvariant() is { Length: > 0 } part)
            coins = coins.Where(c => c.Search.Contains(part));
        if (query.MinMarketCap is { } minCap)
            coins = coins.Where(c => c.MarketCap >= minCap);
        if (query.MaxMarketCap is { } maxCap)
            coins = coins.Where(c => c.MarketCap <= maxCap);
        if (query.MinVolume is { } minVolume)
            coins = coins.Where(c => c.Volume24h >= minVolume);
        if (query.MinChange is { } minChange)
            coins = coins.Where(c => c.Change24h >= minChange);
        if (query.MaxChange is { } maxChange)
            coins = coins.Where(c => c.Change24h <= maxChange);
        return coins;
    }

    /// <summary>Nulls sort differently in every database, so a figure nobody knows takes part in no order.</summary>
    private static IQueryable<Coin> Known(IQueryable<Coin> coins, CoinSort sort) => sort switch
    {
        CoinSort.MarketCap => coins.Where(c => c.MarketCap != null),
        CoinSort.Volume => coins.Where(c => c.Volume24h != null),
        CoinSort.Change1h => coins.Where(c => c.Change1h != null),
        CoinSort.Change24h => coins.Where(c => c.Change24h != null),
        CoinSort.Change7d => coins.Where(c => c.Change7d != null),
        _ => coins,
    };

    private static string Cursor(Coin coin, CoinSort sort)
    {
        IFormattable key = sort switch
        {
            CoinSort.Price => coin.Price,
            CoinSort.MarketCap => coin.MarketCap!.Value,
            CoinSort.Volume => coin.Volume24h!.Value,
            CoinSort.Change1h => coin.Change1h!.Value,
            CoinSort.Change24h => coin.Change24h!.Value,
            CoinSort.Change7d => coin.Change7d!.Value,
            _ => coin.Rank,
        };
        return sort == CoinSort.Symbol ? $"{coin.Symbol}|{coin.Id}" : $"{key.ToString(null, CultureInfo.InvariantCulture)}|{coin.Id}";
    }

    private static (string Key, string Id) Split(string cursor) =>
        cursor.LastIndexOf('|') is > 0 and var at ? (cursor[..at], cursor[(at + 1)..]) : throw new ArgumentException("The cursor is not one that this list gave out; start from the first page.", nameof(cursor));

    private static decimal? Money((string Key, string Id)? after) => after is not { } given ? null
        : decimal.TryParse(given.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out var key) ? key : throw new ArgumentException("The cursor belongs to another order; start from the first page.", nameof(after));

    private static double? Ratio((string Key, string Id)? after) => after is not { } given ? null
        : double.TryParse(given.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out var key) ? key : throw new ArgumentException("The cursor belongs to another order; start from the first page.", nameof(after));
}
