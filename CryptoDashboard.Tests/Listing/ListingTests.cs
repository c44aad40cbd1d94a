using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Tests.Builders;
using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Coins;
using CryptoDashboard.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Tests.Listing;

/// <summary>The listing whole: stand-ins of both sources over HTTP, a real database.</summary>
public sealed class ListingTests(Database database) : IAsyncLifetime
{
    private readonly CoinListStandIn _coins = new();
    private readonly ListingOptions _options = new();
    private ServiceProvider? _services;

    private ListingSync Sync => _services!.GetRequiredService<ListingSync>();

    private IListingStore Store => _services!.GetRequiredService<IListingStore>();

    public async ValueTask InitializeAsync()
    {
        await _coins.Start(TestContext.Current.CancellationToken);
        (_options.CoinGecko, _options.CoinMarketCap, _options.CoinMarketCapKey) = (_coins.GeckoAddress, _coins.MarketCapAddress, CoinListStandIn.CoinMarketCapKey);
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<EventFeed>().AddSingleton<EventTeller>()
            .AddStorage(DatabaseProvider.PostgreSql, await database.Make()).AddListing(_options).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _coins.DisposeAsync();
    }

    [Fact]
    public async Task The_largest_coins_are_taken_with_all_their_figures()
    {
        var state = await Sync.Run(50, default);

        Assert.Equal(("CoinGecko", "CoinMarketCap", 50, 0, (string?)null), (state.Source, state.CheckedBy, state.Coins, state.Disputes, state.Trouble));
        var bitcoin = await Store.Find("bitcoin", default);
        Assert.Equal(("BTC", "Bitcoin", 1, 60_000m, 21_000_000m), (bitcoin!.Symbol, bitcoin.Name, bitcoin.Rank, bitcoin.Price, bitcoin.MaxSupply));
        Assert.Equal(42, bitcoin.Week.Length);
        Assert.Equal(0.0793, (await Store.Find("ethereum", default))!.Change24h!.Value, 4);
    }

    [Fact]
    public async Task A_price_the_sources_disagree_on_is_flagged_and_not_averaged()
    {
        _coins.MarketCap[5] = _coins.MarketCap[5] with { Price = 0.60m };
        var state = await Sync.Run(50, default);

        Assert.Equal(1, state.Disputes);
        var xrp = await Store.Find("ripple", default);
        Assert.Equal((0.52m, "CoinMarketCap says 0.6 USD (+15.4%)"), (xrp!.Price, xrp.Dispute));
    }

    [Fact]
    public async Task While_the_first_source_is_away_the_second_goes_on_under_the_names_that_are_known()
    {
        await Sync.Run(50, default);
        _coins.Faults.Plan(new HttpFault.Status(500), times: 100, path: "/api/v3");
        _coins.MarketCap[5] = _coins.MarketCap[5] with { Price = 0.60m };
        var state = await Sync.Run(50, default);

        Assert.Equal("CoinMarketCap", state.Source);
        Assert.Contains("CoinGecko is failing (HTTP 500)", state.Trouble, StringComparison.Ordinal);
        Assert.Equal(0.60m, (await Store.Find("ripple", default))!.Price);
        Assert.Null(await Store.Find("xrp", default));
    }

    [Fact]
    public async Task When_nobody_answers_the_coins_stay_and_the_trouble_is_said()
    {
        await Sync.Run(50, default);
        _coins.Faults.Plan(HttpFault.HtmlPage, times: 100);
        var state = await Sync.Run(50, default);

        Assert.Contains("CoinGecko answered something that is no JSON (text/html).", state.Trouble, StringComparison.Ordinal);
        Assert.NotNull(state.SyncedAt);
        Assert.Equal(50, await Store.Count(new CoinQuery(), default));
    }

    [Fact]
    public async Task A_source_that_asks_to_be_left_alone_is_left_alone()
    {
        _coins.Faults.Plan(new HttpFault.Status(429, "", TimeSpan.FromSeconds(60)), path: "/api/v3");
        await Sync.Run(50, default);
        var asked = _coins.Requests.Count(r => r.Contains("/api/v3", StringComparison.Ordinal));
        var state = await Sync.Run(50, default);

        Assert.Equal(asked, _coins.Requests.Count(r => r.Contains("/api/v3", StringComparison.Ordinal)));
        Assert.Contains("CoinGecko asked to be left alone", state.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_refused_is_named_by_its_source_and_never_shown()
    {
        _options.CoinMarketCapKey = "wrong-key";
        var state = await Sync.Run(50, default);

        Assert.Equal(("CoinGecko", "CoinMarketCap refused the key or the address (HTTP 401)."), (state.Source, state.Trouble));
    }

    [Fact]
    public async Task A_row_that_makes_no_sense_is_left_out_and_counted()
    {
        _coins.Gecko[1] = _coins.Gecko[1] with { Price = 0 };
        var state = await Sync.Run(50, default);

        Assert.Equal((49, 1), (state.Coins, state.BadRows));
    }

    [Theory]
    [InlineData(CoinSort.Rank, false)]
    [InlineData(CoinSort.Symbol, true)]
    [InlineData(CoinSort.Price, true)]
    [InlineData(CoinSort.MarketCap, true)]
    [InlineData(CoinSort.Volume, false)]
    [InlineData(CoinSort.Change1h, true)]
    [InlineData(CoinSort.Change24h, false)]
    [InlineData(CoinSort.Change7d, true)]
    public async Task Pages_by_cursor_give_every_coin_once_and_in_order(CoinSort sort, bool descending)
    {
        _coins.Gecko[3] = _coins.Gecko[3] with { Change1h = _coins.Gecko[4].Change1h, Change24h = _coins.Gecko[4].Change24h, Change7d = _coins.Gecko[4].Change7d };
        await Sync.Run(200, default);
        var query = new CoinQuery { Sort = sort, Descending = descending };
        var (all, cursor) = (new List<Coin>(), (string?)null);
        do
        {
            var page = await Store.Page(query, cursor, 17, default);
            all.AddRange(page.Coins);
            cursor = page.Next;
        }
        while (cursor is not null);

        var whole = (await Store.Page(query, null, 500, default)).Coins.Select(c => c.Id);
        Assert.Equal(whole, all.Select(c => c.Id));
        Assert.Equal(200, all.DistinctBy(c => c.Id).Count());
        if (sort == CoinSort.Change24h)
            Assert.Equal(all.Select(c => c.Change24h).Order(), all.Select(c => c.Change24h));
    }

    [Fact]
    public async Task Coins_are_found_by_name_size_and_change()
    {
        await Sync.Run(200, default);

        Assert.Equal(["bitcoin"], (await Store.Page(new CoinQuery { Search = " BITc " }, null, 10, default)).Coins.Select(c => c.Id));
        Assert.Equal(["bitcoin", "ethereum", "tether"], (await Store.Page(new CoinQuery { MinMarketCap = 1e11m }, null, 10, default)).Coins.Select(c => c.Id));
        Assert.All((await Store.Page(new CoinQuery { MaxChange = -0.05 }, null, 500, default)).Coins, c => Assert.True(c.Change24h <= -0.05));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Page(new CoinQuery { Sort = CoinSort.Price }, "nonsense", 10, default));
    }

    [Fact]
    public async Task Movers_are_the_heads_of_their_lists()
    {
        await Sync.Run(200, default);
        var movers = await Store.Movers(5, default);

        Assert.Equal(5, movers.Gainers.Count);
        Assert.Equal(movers.Gainers.Select(c => c.Change24h).OrderDescending(), movers.Gainers.Select(c => c.Change24h));
        Assert.Equal(movers.Losers.Select(c => c.Change24h).Order(), movers.Losers.Select(c => c.Change24h));
        Assert.Equal(("bitcoin", "bitcoin"), (movers.ByVolume[0].Id, movers.ByMarketCap[0].Id));
        Assert.All(movers.Gainers.Concat(movers.Losers), c => Assert.True(c.Volume24h >= Movers.LeastVolume));
    }

    [Fact]
    public async Task History_grows_by_a_point_each_five_minutes_and_old_points_are_thinned()
    {
        await Sync.Run(10, default);
        await Sync.Run(10, default);
        Assert.Single(await Store.History("bitcoin", DateTimeOffset.MinValue.ToUniversalTime().AddYears(2000), 100, default));

        var old = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 24; i++)
            await Store.Save([new CoinQuote("bitcoin", "BTC", "Bitcoin", 50_000 + i, old, "CoinGecko")], old.AddMinutes(5 * i), default);
        Assert.Equal(25, (await Store.History("bitcoin", old.AddDays(-1), 100, default)).Count);
        Assert.Equal(22, await Store.CleanUp(old.AddDays(-1), old.AddDays(1), default));
        Assert.Equal([50_000m, 50_012m], (await Store.History("bitcoin", old.AddDays(-1), 100, default)).Take(2).Select(p => p.Price));
    }

    [Fact]
    public void A_thinned_line_keeps_its_ends_and_its_spikes()
    {
        var line = Enumerable.Range(0, 1_000).Select(i => (X: (double)i, Y: i == 437 ? 100.0 : Math.Sin(i / 50.0))).ToList();
        var kept = DownSample.Keep(line, 50, p => p.X, p => p.Y);

        Assert.Equal(50, kept.Count);
        Assert.Equal((line[0], line[^1]), (kept[0], kept[^1]));
        Assert.Contains(line[437], kept);
    }

    [Theory]
    [InlineData("data/payloads/other/coingecko_coins_markets_2021-07-09.json")]
    public async Task A_recorded_answer_of_CoinGecko_is_read(string file)
    {
        _coins.Faults.Plan(new HttpFault.Status(200, await File.ReadAllTextAsync(Shared.File(file))), path: "/api/v3");
        var answer = await _services!.GetRequiredService<CoinGecko>().Top(100, default);

        var bitcoin = answer.Quotes[0];
        Assert.Equal(("bitcoin", "BTC", 33_519m, 628_584_328_045m, 1), (bitcoin.Id, bitcoin.Symbol, bitcoin.Price, bitcoin.MarketCap, bitcoin.Rank));
        Assert.Equal(0.0179143, bitcoin.Change24h!.Value, 7);
        Assert.Equal(0, answer.BadRows);
    }

    [Fact]
    public async Task A_recorded_answer_of_CoinMarketCap_is_read()
    {
        _coins.Faults.Plan(new HttpFault.Status(200, await File.ReadAllTextAsync(Shared.File("data/payloads/other/coinmarketcap_listings_2019.json"))), path: "/cmc");
        var answer = await _services!.GetRequiredService<CoinMarketCap>().Top(100, default);

        Assert.Equal(("bitcoin", "BTC", 3453.70296808m, 17_526_825m), (answer.Quotes[0].Id, answer.Quotes[0].Symbol, answer.Quotes[0].Price, answer.Quotes[0].Circulating));
        Assert.Equal(0, answer.BadRows);
    }
}
