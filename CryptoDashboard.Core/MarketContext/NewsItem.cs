namespace CryptoDashboard.Core.MarketContext;

/// <summary>One piece of news.</summary>
public sealed class NewsItem
{
    /// <summary>Of the title without case and punctuation: the same story is stored once, whoever tells it.</summary>
    public required string Id { get; init; }

    /// <summary>Of the address without its query: a story whose title was changed is the same story.</summary>
    public required string LinkKey { get; init; }

    /// <summary>When it was published (UTC), never later than when it was read.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Source { get; init; }

    public required string Title { get; init; }

    /// <summary>http or https.</summary>
    public required string Link { get; init; }

    /// <summary>−1 = as bad as can be, 0 = neither, 1 = as good as can be.</summary>
    public double Sentiment { get; init; }

    /// <summary>The assets it speaks of, such as <c>BTC ETH</c>; empty when none is named.</summary>
    public string Assets { get; init; } = "";
}
