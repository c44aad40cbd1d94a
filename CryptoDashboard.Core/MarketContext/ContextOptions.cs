namespace CryptoDashboard.Core.MarketContext;

/// <summary>Settings under <c>Context</c>.</summary>
public sealed class ContextOptions
{
    /// <summary>Whether mood and news are asked for at all.</summary>
    public bool Enabled { get; set; } = true;

    public Uri FearGreed { get; set; } = new("https://api.alternative.me/fng/");

    /// <summary>Where news come from: RSS, Atom or JSON. Giving one of them by configuration replaces all.</summary>
    public IReadOnlyList<NewsSource> News { get; set; } = [];

    /// <summary>The base assets of the correlation matrix.</summary>
    public IReadOnlyList<string> Correlation { get; set; } = [];

    /// <summary>A price spike is at least this large in one minute: 0.01 = 1 %.</summary>
    public double SpikeMove { get; set; } = 0.01;

    /// <summary>… and at least so many standard deviations of the last hour's minutes.</summary>
    public double SpikeDeviations { get; set; } = 5;

    /// <summary>A volume spike is so many times the mean minute of the last hour.</summary>
    public double SpikeVolume { get; set; } = 6;

    internal IReadOnlyList<NewsSource> NewsSources => News.Count > 0 ? News :
    [
        new() { Name = "CoinDesk", Address = new Uri("https://www.coindesk.com/arc/outboundfeeds/rss/") },
        new() { Name = "Cointelegraph", Address = new Uri("https://cointelegraph.com/rss") },
        new() { Name = "Decrypt", Address = new Uri("https://decrypt.co/feed") },
    ];

    /// <summary>The assets of the matrix, the usual ones where none were chosen.</summary>
    public IReadOnlyList<string> CorrelationAssets => Correlation.Count > 0 ? Correlation : ["BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "LTC"];
}
