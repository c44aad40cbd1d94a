using CryptoDashboard.Tests.StandIns;
using CryptoDashboard.Tests.StandIns.Binance;
using CryptoDashboard.Tests.StandIns.Coins;
using CryptoDashboard.Tests.StandIns.Kraken;
using CryptoDashboard.Tests.StandIns.News;
using CryptoDashboard.Tests.StandIns.Running;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>The pages of live markets, in a browser, over exchanges and sources of our own.</summary>
public sealed class LiveMarketsTests
{
    [Fact]
    public async Task Exchanges_coins_and_context_are_shown_and_an_exchange_that_dies_is_seen_to()
    {
        await using var binance = new BinanceStandIn();
        await using var kraken = new KrakenStandIn();
        await using var coins = new CoinListStandIn();
        await using var news = new NewsStandIn();
        foreach (var standIn in (StandIn[])[binance, kraken, coins, news])
            await standIn.Start(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var walking = new PriceWalk([binance, kraken]).Run(stop.Token);
        await using var desk = await RunningDesk.Start(
        [
            "--Bridge:Enabled=true", "--Listing:Enabled=true", "--Context:Enabled=true", "--Feeds:Exchanges:0=binance", "--Feeds:Exchanges:1=kraken",
            .. StandInsCommand.SettingsOf(binance), .. StandInsCommand.SettingsOf(kraken), .. StandInsCommand.SettingsOf(coins, news),
        ]);
        var page = await desk.SignedIn();

        await page.GotoAsync("/exchanges");
        await page.WaitForSelectorAsync("[data-exchange=binance]:has-text('Live')");
        await page.WaitForSelectorAsync("[data-exchange=kraken]:has-text('Live')");

        await page.GotoAsync("/markets/any/BTC-USDT");
        await page.WaitForSelectorAsync(".chart-host canvas");
        await page.WaitForSelectorAsync("text=binance");
        var last = await page.TextContentAsync("[data-testid=last]");
        await page.WaitForFunctionAsync("last => document.querySelector('[data-testid=last]').textContent !== last", last);
        await binance.DisposeAsync();
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

        var phone = await desk.SignedIn(390, 844);
        foreach (var address in (string[])["/exchanges", "/coins", "/coins/bitcoin", "/context", "/markets/any/BTC-USDT"])
        {
            await phone.GotoAsync(address);
            await phone.WaitForSelectorAsync("h1");
            Assert.True(await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{address} scrolls sideways");
        }
        await stop.CancelAsync();
        await walking;
    }
}
