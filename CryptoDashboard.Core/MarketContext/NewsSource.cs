namespace CryptoDashboard.Core.MarketContext;

/// <summary>One source of news.</summary>
public sealed class NewsSource
{
    public string Name { get; set; } = "";

    public Uri Address { get; set; } = new("about:blank");
}
