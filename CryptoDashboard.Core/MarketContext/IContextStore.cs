namespace CryptoDashboard.Core.MarketContext;

/// <summary>Moods and news that were told.</summary>
public interface IContextStore
{
    Task Save(MarketMood mood, CancellationToken cancel);

    /// <summary>Moods from a time on, oldest first, at most 2,000 of the newest.</summary>
    Task<IReadOnlyList<MarketMood>> Moods(DateTimeOffset from, CancellationToken cancel);

    /// <summary>Stores what is not known yet by title or address.</summary>
    /// <returns>How many.</returns>
    Task<int> Save(IReadOnlyList<NewsItem> items, CancellationToken cancel);

    /// <summary>The newest first.</summary>
    /// <param name="asset">Only those that speak of it; null for all.</param>
    Task<IReadOnlyList<NewsItem>> News(string? asset, int take, CancellationToken cancel);

    /// <summary>Deletes what is older.</summary>
    Task CleanUp(DateTimeOffset newsBefore, DateTimeOffset moodsBefore, CancellationToken cancel);
}
