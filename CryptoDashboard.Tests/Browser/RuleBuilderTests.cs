using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>From menus to a bot, without a line of JSON.</summary>
public sealed class RuleBuilderTests
{
    [Fact]
    public async Task Rules_are_built_by_menus_read_back_drawn_kept_and_run_by_a_bot()
    {
        await using var desk = await RunningDesk.Start();
        await Import(desk);
        var page = await desk.SignedIn();
        await page.GotoAsync("/strategies");
        await page.ClickAsync("text=New rules");
        var entry = page.Locator("[data-path='entries.all[0]']");
        var sentence = page.GetByTestId("sentence");
        await page.WaitForSelectorAsync(".chart-host canvas");

        // The menus change the sentence and the signals at once; what is wrong is told beside its place and stays as it was typed.
        await entry.Locator("[name=length]").FillAsync("1");
        await entry.Locator("[name=length]").PressAsync("Tab");
        await Assertions.Expect(entry.Locator(".field-error")).ToContainTextAsync("must be between 2 and 1000; it is 1.");
        await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("entries.all[0].left.indicator.length");
        await Assertions.Expect(entry.Locator("[name=length]")).ToHaveValueAsync("1");
        await entry.Locator("[name=length]").FillAsync("7");
        await entry.Locator("[name=length]").PressAsync("Tab");
        await Assertions.Expect(sentence).ToContainTextAsync("Buys when RSI 7 of close crosses up through 30;");
        await page.ClickAsync("[data-section=entries] button:has-text('Condition')");
        var trend = page.Locator("[data-path='entries.all[1]']");
        await trend.Locator("[name=operand]").First.SelectOptionAsync("price:close");
        await trend.Locator("[name=is]").SelectOptionAsync(">");
        await trend.Locator("[name=operand]").Last.SelectOptionAsync("indicator:ema");
        await Assertions.Expect(sentence).ToContainTextAsync("and close is above EMA 20 of close;");
        await page.WaitForFunctionAsync("() => /^[1-9][0-9]* BUY, [1-9][0-9]* SELL, /.test(document.querySelector('[data-testid=counts]').textContent)");
        await page.WaitForFunctionAsync("() => document.querySelector('.chart-legend').textContent.includes('EMA 20 of close')");

        await page.FillAsync("[name=note]", "first");
        await page.ClickAsync("button:has-text('Save')");
        await page.WaitForURLAsync(new Regex("/strategies/builder/1$", RegexOptions.NonBacktracking));
        await page.GotoAsync("/backtests/new?strategy=rules:1@1");
        await Assertions.Expect(page.Locator("[name=strategy]")).ToHaveValueAsync("rules:1@1");
        await page.GotoAsync("/strategies/builder/1");
        await page.WaitForSelectorAsync(".chart-host canvas");
        await page.GetByTestId("use-in-bot").ClickAsync();
        await page.WaitForURLAsync(new Regex("/bots/new", RegexOptions.NonBacktracking));
        await page.FillAsync("[name=name]", "Ruled");
        await Assertions.Expect(page.Locator("[name=strategy]")).ToHaveValueAsync("rules:1@1");
        await page.ClickAsync("text=Make the bot");
        await page.WaitForURLAsync(new Regex("/bots/[0-9]+$", RegexOptions.NonBacktracking));
        await page.ClickAsync("button:has-text('Start')");
        await page.WaitForSelectorAsync(".badge.running");
        await page.GotoAsync("/strategies");
        await Assertions.Expect(page.Locator("table").First).ToContainTextAsync("Ruled");
    }

    private static async Task Import(RunningDesk desk)
    {
        var file = Path.Combine(desk.DataFolder, "minutes.csv");
        await File.WriteAllLinesAsync(file, Builders.Candles.Simulated(3_000).Select(c => FormattableString.Invariant($"{c.OpenMs},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume}")));
        var (code, output) = await desk.Verb("import", "--market", "bybit:BTC/USDT", "--timeframe", "1m", file);
        Assert.True(code == 0, output);
    }
}
