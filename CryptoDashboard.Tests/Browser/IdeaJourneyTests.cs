using System.Text.RegularExpressions;
using CryptoDashboard.Tests.Builders;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>An idea is proved before it is traded, in a browser.</summary>
public sealed class IdeaJourneyTests
{
    private static readonly float Long = (float)Eventually.LongPatience.TotalMilliseconds;

    [Fact]
    public async Task From_two_backtests_over_a_search_to_a_bot_on_paper_and_every_page_on_the_way_is_fit()
    {
        var file = Shared.File("data/candles/bybit/BTCUSDT-1m.csv.gz");
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        var (code, output) = await desk.Verb("import", "--market", "bybit:BTC/USDT", "--timeframe", "1m", file);
        Assert.True(code == 0, output);

        var report = await Backtest(page, "14");
        await Backtest(page, "7");
        var compare = await Compare(page);
        var search = await Search(page);
        await page.ClickAsync("text=Use in a bot");
        await page.ClickAsync("text=Make the bot");
        await page.WaitForSelectorAsync("button:has-text('Start')");

        string[] addresses =
        [
            "/backtests", "/backtests/new", report, compare, "/optimiser", "/optimiser/new", search, "/ab", "/strategies", "/strategies/builder", "/signals", "/fills", "/replays", "/universes/new",
        ];
        await Fit.Assert(page, addresses);
        var phone = await desk.SignedIn(390, 844);
        await Fit.UseTheme(phone, "light");
        await Fit.Assert(phone, addresses);
    }

    private static async Task<string> Backtest(IPage page, string length)
    {
        await page.GotoAsync("/backtests/new?strategy=rsi-cross");
        await page.SelectOptionAsync("[name=timeframe]", "1m");
        await page.SelectOptionAsync("[name=market]", "bybit:BTC/USDT");
        await page.WaitForSelectorAsync(".chip:has-text('bybit:BTC/USDT')");
        await page.FillAsync("[name=length]", length);
        await page.FillAsync("[name=histories]", "5");
        await page.Keyboard.PressAsync("Tab");
        await page.ClickAsync("button:has-text('Run it')");
        await page.WaitForURLAsync(new Regex("/backtests/[0-9]+$", RegexOptions.NonBacktracking));
        await page.WaitForSelectorAsync(".report-tabs", new() { Timeout = Long });
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task<string> Compare(IPage page)
    {
        await page.GotoAsync("/backtests");
        var boxes = page.Locator("[data-testid=backtests] tbody input[type=checkbox]");
        await Assertions.Expect(boxes).ToHaveCountAsync(2);
        for (var i = 0; i < 2; i++)
            await boxes.Nth(i).CheckAsync();
        await page.ClickAsync("text=Compare 2");
        await page.WaitForSelectorAsync("[data-testid=compare]");
        return new Uri(page.Url).PathAndQuery;
    }

    private static async Task<string> Search(IPage page)
    {
        await page.GotoAsync("/optimiser/new?strategy=rsi-cross");
        await page.SelectOptionAsync("[name=series]", new SelectOptionValue { Label = await page.Locator("[name=series] option:has-text('bybit:BTC/USDT 1m')").First.TextContentAsync() });
        foreach (var parameter in (string[])["length", "lower"])
            await page.CheckAsync($"[name=vary-{parameter}]");
        await page.FillAsync("[name=trials]", "12");
        await page.Keyboard.PressAsync("Tab");
        await page.ClickAsync("button:has-text('Search')");
        await page.WaitForURLAsync(new Regex("/optimiser/[0-9]+$", RegexOptions.NonBacktracking));
        await page.WaitForSelectorAsync("[data-testid=verdict]", new() { Timeout = Long });
        await page.WaitForSelectorAsync("[data-testid=heat]");
        return new Uri(page.Url).AbsolutePath;
    }
}
