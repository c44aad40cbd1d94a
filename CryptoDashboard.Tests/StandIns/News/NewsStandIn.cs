using System.Globalization;
using CryptoDashboard.Core.Bridge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CryptoDashboard.Tests.StandIns.News;

/// <summary>News as RSS, as Atom and as JSON.</summary>
public sealed class NewsStandIn(TimeProvider? time = null) : StandIn("news", [], time)
{
    /// <summary>The stories, newest first.</summary>
    public List<(string Title, string Path)> Stories { get; } =
    [
        ("Bitcoin surges to record high as ETF inflows jump", "markets/bitcoin-record"),
        ("Exchange hacked: 40 million stolen in exploit", "tech/exchange-hacked"),
        ("Ethereum upgrade approved by developers", "tech/ethereum-upgrade"),
        ("SEC delays decision on Solana fund", "policy/solana-delay"),
        ("Miners report a quiet quarter", "markets/miners-quarter"),
    ];

    public Uri Rss => new($"http://{Host}/rss");

    public Uri Atom => new($"http://{Host}/atom");

    public Uri List => new($"http://{Host}/json");

    public override BridgeExchangeSettings Settings => throw new NotSupportedException("No exchange.");

    protected override void Receive(StandInSocket socket, string message) => socket.Abort();

    protected override void Map(WebApplication server)
    {
        server.MapGet("/rss", () => Xml($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Stand-in</title><link>http://example.org</link>
            {string.Concat(Stories.Select((s, i) => $"<item><title><![CDATA[{s.Title}]]></title><link>https://news.example.org/{s.Path}?utm_source=rss</link><pubDate>{At(i).ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} GMT</pubDate></item>"))}
            </channel></rss>
            """));
        server.MapGet("/atom", () => Xml($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Stand-in</title>
            {string.Concat(Stories.Select((s, i) => $"<entry><title>{s.Title}</title><link rel=\"alternate\" href=\"https://other.example.org/{s.Path}\"/><updated>{At(i):yyyy-MM-dd'T'HH:mm:ss'Z'}</updated></entry>"))}
            </feed>
            """));
        server.MapGet("/json", () => Reply(new { results = Stories.Select((s, i) => new { title = s.Title, url = $"https://third.example.org/{s.Path}", published_at = At(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) }) }));
    }

    private static IResult Xml(string text) => Results.Text(text, "application/xml");

    private DateTimeOffset At(int index) => Now.AddMinutes(-7 - (index * 11));
}
