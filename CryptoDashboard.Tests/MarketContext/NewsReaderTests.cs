using System.Text;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.MarketContext;

public sealed class NewsReaderTests
{
    [Fact]
    public void Marks_and_entities_are_taken_out_of_titles()
    {
        var item = Assert.Single(Read("<rss><channel><item><title>&lt;b&gt;Bitcoin &amp;amp; Ether&lt;/b&gt;\n rise</title><link>https://a.example/x</link></item></channel></rss>"));
        Assert.Equal(("Bitcoin & Ether rise", "BTC ETH"), (item.Title, item.Assets));
        Assert.Equal(Some.Noon, item.At);
    }

    [Theory]
    [InlineData("<item><link>https://a.example/x</link></item>")]
    [InlineData("<item><title>No link</title></item>")]
    [InlineData("<item><title>Bad link</title><link>javascript:alert(1)</link></item>")]
    public void An_item_that_lacks_something_costs_only_itself(string bad)
    {
        var items = Read($"<rss><channel>{bad}<item><title>Good</title><link>https://a.example/good</link></item></channel></rss>");
        Assert.Equal(["Good"], items.Select(i => i.Title));
    }

    [Fact]
    public void News_from_the_future_are_of_now()
    {
        var item = Assert.Single(Read("<rss><channel><item><title>Soon</title><link>https://a.example/x</link><pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate></item></channel></rss>"));
        Assert.Equal(Some.Noon, item.At);
    }

    [Fact]
    public void An_outside_entity_is_not_fetched_and_a_bomb_does_not_go_off()
    {
        Assert.ThrowsAny<OutsideFault>(() => Read("""<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;&b;</title><link>https://a.example/x</link></item></channel></rss>"""));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Just a moment...</body></html>")]
    [InlineData("{\"error\":\"no\"}")]
    [InlineData("nothing")]
    [InlineData("")]
    public void What_is_no_feed_is_said(string text)
    {
        var fault = Assert.Throws<OutsideFault>(() => Read(text));
        Assert.Contains("Paper", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bitcoin soars", 1)]
    [InlineData("Exchange hacked, funds stolen", -1)]
    [InlineData("Court did not approve the fund", -1)]
    [InlineData("Fund was not hacked", 1)]
    [InlineData("Miners meet in Lisbon", 0)]
    public void Words_of_the_trade_say_whether_news_are_good(string title, int sign) => Assert.Equal(sign, Math.Sign(Sentiment.Of(title)));

    private static IReadOnlyList<NewsItem> Read(string text) =>
        NewsReader.Read(new HttpAnswer(Encoding.UTF8.GetBytes(text), null, null, Some.Noon, false), "Paper", Some.Noon);
}
