using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Coins;
using CryptoDashboard.Tests.StandIns.News;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.MarketContext;

/// <summary>Mood and news over HTTP from stand-ins into a real database.</summary>
public sealed class ContextTests(Database database) : IAsyncLifetime
{
    private readonly CoinListStandIn _coins = new();
    private readonly NewsStandIn _news = new();
    private ServiceProvider? _services;

    private MoodSync Moods => _services!.GetRequiredService<MoodSync>();

    private NewsSync News => _services!.GetRequiredService<NewsSync>();

    private IContextStore Store => _services!.GetRequiredService<IContextStore>();

    public async ValueTask InitializeAsync()
    {
        await _coins.Start(TestContext.Current.CancellationToken);
        await _news.Start(TestContext.Current.CancellationToken);
        var options = new ContextOptions
        {
            FearGreed = _coins.FearGreedAddress,
            News = [new() { Name = "One", Address = _news.Rss }, new() { Name = "Two", Address = _news.Atom }, new() { Name = "Three", Address = _news.List }],
        };
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<OutsideDoor>().AddSingleton(new ListingOptions { CoinGecko = _coins.GeckoAddress })
            .AddStorage(DatabaseProvider.PostgreSql, await database.Make()).AddMarketContext(options).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _coins.DisposeAsync();
        await _news.DisposeAsync();
    }

    [Fact]
    public async Task The_mood_is_asked_for_and_kept()
    {
        await Moods.Run(default);
        await Moods.Run(default);

        var moods = await Store.Moods(DateTimeOffset.UnixEpoch, default);
        Assert.Equal(2, moods.Count);
        var mood = moods[^1];
        Assert.Equal((60_000m, 3_000m, 63, Trend.Up), (mood.Bitcoin, mood.Ether, mood.FearGreed, mood.Trend));
        Assert.InRange(mood.BitcoinDominance!.Value, 0.3, 0.9);
        Assert.Equal(DailyCloses.Regime(mood.Volatility), mood.Regime);
        Assert.Null(Moods.Trouble);
    }

    [Fact]
    public async Task A_part_nobody_can_tell_leaves_the_others()
    {
        _coins.Faults.Plan(HttpFault.HtmlPage, times: 10, path: "/fng");
        var mood = await Moods.Run(default);

        Assert.Equal((60_000m, (int?)null), (mood!.Bitcoin, mood.FearGreed));
        Assert.Contains("Fear & Greed index answered something that is no JSON", Moods.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_is_stored_once_however_many_tell_it()
    {
        Assert.Equal(5, await News.Run(default));
        Assert.Equal(0, await News.Run(default));

        var news = await Store.News(null, 100, default);
        Assert.Equal("Bitcoin surges to record high as ETF inflows jump", news[0].Title);
        Assert.Equal("https://news.example.org/markets/bitcoin-record?utm_source=rss", news[0].Link);
        Assert.Equal(("BTC", "One"), (news[0].Assets, news[0].Source));
        Assert.InRange(DateTimeOffset.UtcNow - news[0].At, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(9));
        Assert.True(news[0].Sentiment > 0.5 && news[1].Sentiment < -0.5, $"{news[0].Sentiment} {news[1].Sentiment}");
        Assert.Equal(["Ethereum upgrade approved by developers"], (await Store.News("ETH", 10, default)).Select(n => n.Title));
    }

    [Fact]
    public async Task A_story_whose_title_was_changed_is_the_same_story()
    {
        await News.Run(default);
        _news.Stories[0] = ("Bitcoin soars to new record", _news.Stories[0].Path);
        // Only the first source is asked: the others tell it at addresses that are new.
        _news.Faults.Plan(new HttpFault.Status(404), times: 9, path: "/atom");
        _news.Faults.Plan(new HttpFault.Status(404), times: 9, path: "/json");

        Assert.Equal(0, await News.Run(default));
    }

    [Fact]
    public async Task A_source_that_fails_leaves_the_others()
    {
        _news.Faults.Plan(new HttpFault.Status(404), path: "/rss");
        Assert.Equal(5, await News.Run(default));
        Assert.Equal("One refused the request (HTTP 404).", News.Trouble);
    }
}
