using System.Text.RegularExpressions;
using CryptoDashboard.Tests.Builders;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>A trader asks whether a bot did what a backtest says, and whether one of two is better.</summary>
public sealed class ParityPageTests
{
    [Fact]
    public async Task A_day_of_a_bot_is_compared_from_its_page_and_two_bots_are_held_against_each_other()
    {
        var file = Shared.File("data/candles/bybit/BTCUSDT-1m.csv.gz");
        await using var desk = await RunningDesk.Start("--Simulation:Enabled", "false");
        var page = await desk.SignedIn();
        var (code, output) = await desk.Verb("import", "--market", "bybit:BTC/USDT", "--timeframe", "1m", file);
        Assert.True(code == 0, output);
        await page.GotoAsync("/replays");
        var from = DateOnly.Parse(await page.InputValueAsync("[name=from]"), System.Globalization.CultureInfo.InvariantCulture);
        await page.FillAsync("[name=to]", from.AddDays(3).ToString("yyyy-MM-dd"));
        await page.ClickAsync("text=Make the replay");
        await page.ClickAsync("[data-replay] a:has-text('Bot')");
        await page.FillAsync("[name=name]", "Dip buyer");
        await page.ClickAsync("text=Make the bot");
        await page.WaitForURLAsync(new Regex("/bots/[0-9]+$", RegexOptions.NonBacktracking));
        await MakeTest(page);

        await page.GotoAsync("/replays");
        await page.ClickAsync("[data-replay] button:has-text('Start')");
        await page.WaitForSelectorAsync("[data-replay] .badge:has-text('ENDED')", new() { Timeout = (float)Eventually.LongPatience.TotalMilliseconds });

        await page.GotoAsync("/ab/1");
        await Assertions.Expect(page.GetByTestId("sentence")).ToContainTextAsync(" is ahead");
        await page.ClickAsync(".tile a:has-text('RSI')");
        await page.ClickAsync("a.tile:has-text('Reality gap')");
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}?day={from.AddDays(1):yyyy-MM-dd}");
        await page.ClickAsync("text=Compare this day");
        await Assertions.Expect(page.GetByTestId("differences")).ToHaveTextAsync("0");
        await Assertions.Expect(page.GetByTestId("gap")).ToHaveTextAsync("0.00");
        var (parity, told) = await desk.Verb("parity", "--bot", Regex.Match(page.Url, "/bots/(?<id>[0-9]+)/", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture).Groups["id"].Value, "--day", $"{from.AddDays(1):yyyy-MM-dd}");
        Assert.True(parity == 0, told);
        Assert.Contains("Life and backtest are the same: 1,440 candles", told, StringComparison.Ordinal);
    }

    private static async Task MakeTest(IPage page)
    {
        await page.GotoAsync("/ab");
        await page.FillAsync("[name=make-name]", "Short or long");
        await page.FillAsync("[name=b-length]", "7");
        await page.Keyboard.PressAsync("Tab");
        await page.ClickAsync("text=Make both and begin");
        await page.WaitForURLAsync(new Regex("/ab/[0-9]+$", RegexOptions.NonBacktracking));
    }
}
