using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.StandIns.Coins;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.StandIns.News;
using CryptoDashboard.Tests.StandIns.Running;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>The pages of live markets, in a browser, over exchanges and sources of our own.</summary>
public sealed class LiveMarketsTests : IAsyncDisposable
{
    private static readonly string[] Pages = ["/markets", "/markets/any/BTC-USDT", "/markets/kraken/BTC-USDT", "/coins", "/coins/bitcoin", "/context", "/exchanges"];

    private readonly BinanceStandIn _binance = new();
    private readonly KrakenStandIn _kraken = new() { HasStreams = true };
    private readonly CoinListStandIn _coins = new();
    private readonly NewsStandIn _news = new();
    private readonly CancellationTokenSource _stop = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        foreach (var standIn in (StandIn[])[_binance, _kraken, _coins, _news])
            await standIn.DisposeAsync();
    }

    [Fact]
    public async Task Exchanges_coins_and_context_are_shown_and_an_exchange_that_dies_is_seen_to()
    {
        await Start();
        var walking = new PriceWalk([_binance, _kraken]).Run(_stop.Token);
        await using var desk = await StartDesk("--Feeds:QuietMarketSeconds=5");
        var page = await desk.SignedIn();

        await page.GotoAsync("/exchanges");
        await page.WaitForSelectorAsync("[data-exchange=binance]:has-text('Live')");
        await page.WaitForSelectorAsync("[data-exchange=kraken]:has-text('Live')");

        await page.GotoAsync("/markets/any/BTC-USDT");
        await page.WaitForSelectorAsync(".chart-host canvas");
        await page.WaitForSelectorAsync("text=binance");
        var last = await page.TextContentAsync("[data-testid=last]");
        await page.WaitForFunctionAsync("last => document.querySelector('[data-testid=last]').textContent !== last", last);
        var phone = await desk.SignedIn(390, 844);
        await AssertEveryPageIsFit(page, Axe.Faults);
        await AssertEveryPageIsFit(phone, null);

        await page.GotoAsync("/markets/any/BTC-USDT");
        await _binance.DisposeAsync();
        await page.WaitForSelectorAsync("text=kraken");
        await page.GotoAsync("/exchanges");
        await page.WaitForSelectorAsync("[data-exchange=binance]:not(:has-text('Live'))");

        await page.GotoAsync("/coins");
        await page.WaitForSelectorAsync(".coins a.asset");
        await page.FillAsync("[aria-label='Symbol or name']", "bitcoin");
        await page.WaitForFunctionAsync("() => location.search.includes('bitcoin')");
        await page.ClickAsync(".coins a.asset:has-text('BTC')");
        await page.WaitForSelectorAsync("h1:has-text('Bitcoin')");

        await page.GotoAsync("/context");
        await Assertions.Expect(page.Locator(".gauge-figure")).Not.ToContainTextAsync("not known");

        // Nobody says anything any more: an open page sees it by itself, and its age grows.
        await phone.GotoAsync("/markets/any/BTC-USDT");
        await page.GotoAsync("/markets");
        await page.WaitForSelectorAsync("td[data-tick]");
        await _stop.CancelAsync();
        await walking;
        await _kraken.DisposeAsync();
        await page.WaitForSelectorAsync("tr:has-text('BTC') .badge.stale");
        await page.WaitForSelectorAsync("text=No exchange can be reached");
        await phone.WaitForSelectorAsync("[data-testid=stale]");
    }

    [Fact]
    public async Task Without_a_network_every_page_says_so_and_what_to_do_next()
    {
        // Their addresses are known, and nobody answers there.
        await Start();
        await _binance.DisposeAsync();
        await _kraken.DisposeAsync();
        await _coins.DisposeAsync();
        await _news.DisposeAsync();
        await using var desk = await StartDesk();
        var page = await desk.SignedIn(390, 844);
        await page.EvaluateAsync("() => localStorage.setItem('theme', 'light')");
        await Shows("/exchanges", "[data-testid=offline] a:has-text('simulated market')");
        await Shows("/markets", ".notice:has-text('No exchange can be reached') a");
        await Shows("/markets/any/BTC-USDT", ".page-sub:has-text('no exchange can be reached')");
        await Shows("/markets/kraken/BTC-USDT", ".page-sub:has-text('reached')");
        await Shows("/markets/any/nonsense", ".empty-state a:has-text('All markets')");
        await Shows("/coins", ".notice.warn, .empty-state:has-text('asked again')");
        await Shows("/coins/nosuch", ".empty-state a:has-text('All coins')");
        await Shows("/context", ".notice.warn");

        async Task Shows(string address, string what)
        {
            await page.GotoAsync(address);
            await page.WaitForSelectorAsync(what);
            await AssertFit(page, address, Axe.Faults);
        }
    }

    private static async Task AssertEveryPageIsFit(IPage page, Func<IPage, Task<string[]>>? faults)
    {
        foreach (var address in Pages)
        {
            await page.GotoAsync(address);
            await page.WaitForSelectorAsync("h1");
            await AssertFit(page, address, faults);
        }
    }

    private static async Task AssertFit(IPage page, string address, Func<IPage, Task<string[]>>? faults)
    {
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{address} scrolls sideways");
        if (faults is not null)
            Assert.Empty((await faults(page)).Select(fault => $"{address}: {fault}"));
    }

    private async Task Start()
    {
        foreach (var standIn in (StandIn[])[_binance, _kraken, _coins, _news])
            await standIn.Start(TestContext.Current.CancellationToken);
    }

    private Task<RunningDesk> StartDesk(params string[] more) => RunningDesk.Start(
    [
        "--Bridge:Enabled=true", "--Listing:Enabled=true", "--Context:Enabled=true", "--Feeds:Exchanges:0=binance", "--Feeds:Exchanges:1=kraken",
        .. StandInsCommand.SettingsOf(_binance), .. StandInsCommand.SettingsOf(_kraken), .. StandInsCommand.SettingsOf(_coins, _news), .. more,
    ]);
}
