using CryptoDashboard.Core.MarketContext;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Moods and news in the database.</summary>
public sealed class ContextStore(IDbContextFactory<DashboardDbContext> contexts) : IContextStore
{
    private const int MostMoods = 2_000;

    public async Task Save(MarketMood mood, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(mood);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<MarketMood>> Moods(DateTimeOffset from, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var moods = await db.Set<MarketMood>().AsNoTracking().Where(m => m.At >= from).OrderByDescending(m => m.At).Take(MostMoods).ToListAsync(cancel);
        moods.Reverse();
        return moods;
    }

    public async Task<int> Save(IReadOnlyList<NewsItem> items, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (ids, links) = (items.Select(i => i.Id).ToList(), items.Select(i => i.LinkKey).ToList());
        var known = await db.Set<NewsItem>().Where(n => ids.Contains(n.Id) || links.Contains(n.LinkKey)).Select(n => new { n.Id, n.LinkKey }).ToListAsync(cancel);
        var fresh = items.Where(i => !known.Exists(k => k.Id == i.Id || k.LinkKey == i.LinkKey)).ToList();
        db.AddRange(fresh);
        await db.SaveChangesAsync(cancel);
        return fresh.Count;
    }

    public async Task<IReadOnlyList<NewsItem>> News(string? asset, int take, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var news = db.Set<NewsItem>().AsNoTracking();
        if (asset is not null)
            news = news.Where(n => (" " + n.Assets + " ").Contains(" " + asset + " "));
        return await news.OrderByDescending(n => n.At).ThenBy(n => n.Id).Take(take).ToListAsync(cancel);
    }

    public async Task CleanUp(DateTimeOffset newsBefore, DateTimeOffset moodsBefore, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<NewsItem>().Where(n => n.At < newsBefore).ExecuteDeleteAsync(cancel);
        await db.Set<MarketMood>().Where(m => m.At < moodsBefore).ExecuteDeleteAsync(cancel);
    }
}
