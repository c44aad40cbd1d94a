using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>What the README promises, done by a browser.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task From_the_printed_link_to_a_bot_that_traded_a_month_of_real_candles()
    {
        var file = Shared.File("data/candles/bybit/BTCUSDT-1m.csv.gz");
        await using var desk = await RunningDesk.Start("--Simulation:Enabled", "false");
        var page = await desk.SignedIn();
        var (code, output) = await desk.Verb("import", "--market", "bybit:BTC/USDT", "--timeframe", "1m", file);
        Assert.True(code == 0, output);

        await page.GotoAsync("/replays");
        await page.ClickAsync("text=Make the replay");
        await page.ClickAsync("[data-replay] a:has-text('Bot')");
        await page.FillAsync("[name=name]", "Dip buyer");
        await page.FillAsync("[name=share]", "100");
        await page.Keyboard.PressAsync("Tab");
        await page.ClickAsync("text=Make the bot");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/bots/[0-9]+$", System.Text.RegularExpressions.RegexOptions.NonBacktracking));
        await page.ClickAsync("button:has-text('Start')");
        await page.WaitForSelectorAsync(".badge.running");
        var market = await page.Context.NewPageAsync();
        await market.GotoAsync("/markets/replay-1/BTC-USDT");
        var replays = await page.Context.NewPageAsync();
        await replays.GotoAsync("/replays");
        await replays.ClickAsync("[data-replay] button:has-text('Start')");

        // Signals, trades and equity come without a reload, on the page that was open all the time.
        await page.WaitForFunctionAsync("() => Number(document.querySelector('[data-testid=handled]').textContent.replaceAll(',', '')) > 1000");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('[data-testid=trades]').textContent) > 0");
        var last = await market.TextContentAsync("[data-testid=last]");
        await market.WaitForFunctionAsync("last => document.querySelector('[data-testid=last]').textContent !== last", last);
        await replays.WaitForSelectorAsync("[data-replay] .badge:has-text('ENDED')", new() { Timeout = (float)Eventually.LongPatience.TotalMilliseconds });

        var rows = Read(file);
        var rules = TradingRules.Observed([.. rows.Take(500).Select(r => new Candle(r.OpenMs, r.Open, r.Open, r.Open, r.Close, 0))]);
        var expected = Definition.Of(rows, 10_000, rules.LotSize, rules.MinNotional);
        await Assertions.Expect(page.GetByTestId("handled")).ToHaveTextAsync(rows.Count.ToString("#,0", CultureInfo.InvariantCulture));
        await Assertions.Expect(page.GetByTestId("trades")).ToHaveTextAsync(expected.Trades.Count.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(page.GetByTestId("equity")).ToHaveTextAsync(expected.Equity.ToString("#,0.00", CultureInfo.InvariantCulture) + " USDT");
        await AssertCsv(page, expected);
    }

    [Fact]
    public async Task Start_and_stop_show_on_every_open_page_within_a_second()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        await page.GotoAsync("/bots/new");
        await page.FillAsync("[name=name]", "Watcher");
        await page.ClickAsync("text=Make the bot");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/bots/[0-9]+$", System.Text.RegularExpressions.RegexOptions.NonBacktracking));
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/bots");
        await list.WaitForSelectorAsync(".badge.stopped");

        await Quickest.Within(TimeSpan.FromSeconds(1), "start or stop on the other page", async () =>
        {
            await page.ClickAsync("button:has-text('Start')");
            var start = Stopwatch.StartNew();
            await list.WaitForSelectorAsync(".badge.running");
            start.Stop();
            await list.ClickAsync("button:has-text('Stop')");
            var stop = Stopwatch.StartNew();
            await page.WaitForSelectorAsync(".badge.stopped");
            stop.Stop();
            await list.WaitForSelectorAsync(".badge.stopped");
            return start.Elapsed > stop.Elapsed ? start.Elapsed : stop.Elapsed;
        });
    }

    [Fact]
    public async Task The_chart_of_the_simulated_market_is_drawn_and_moves()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        await page.GotoAsync("/markets/simulated/BTC-USDT");
        await page.WaitForSelectorAsync(".chart-host canvas");
        await page.WaitForFunctionAsync("() => /last price/.test(document.querySelector('.chart-alternative')?.getAttribute('aria-label') ?? '')");

        var legend = await page.TextContentAsync(".chart-legend");
        await page.WaitForFunctionAsync("legend => document.querySelector('.chart-legend').textContent !== legend", legend);

        Assert.Contains("SIMULATED", await page.TextContentAsync("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_phone_no_page_scrolls_sideways()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn(390, 844);
        foreach (var address in (string[])["/", "/markets", "/markets/simulated/BTC-USDT", "/bots", "/bots/new", "/trades", "/replays", "/strategies", "/strategies/builder"])
        {
            await page.GotoAsync(address);
            await page.WaitForSelectorAsync("h1");
            Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{address} scrolls sideways");
        }
    }

    private static async Task AssertCsv(IPage page, Definition.Outcome expected)
    {
        await page.GotoAsync("/trades");
        var waiting = page.WaitForDownloadAsync();
        await page.ClickAsync("text=CSV");
        var lines = await File.ReadAllLinesAsync(await (await waiting).PathAsync());
        var closed = lines.Skip(1).Select(line => line.Split(',')).Where(cells => cells[4].Length > 0).ToList();
        Assert.Equal(
            expected.Trades.Select(t => (DateTimeOffset.FromUnixTimeMilliseconds(t.OpenedMs).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), t.Bought, t.EntryPrice, t.ExitPrice)),
            closed.Select(cells => (cells[3], decimal.Parse(cells[5], CultureInfo.InvariantCulture), decimal.Parse(cells[6], CultureInfo.InvariantCulture), decimal.Parse(cells[8], CultureInfo.InvariantCulture))));
    }

    private static List<Definition.Row> Read(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var rows = new List<Definition.Row>();
        while (lines.ReadLine() is { } line)
        {
            if (!char.IsAsciiDigit(line[0]))
                continue;
            var cells = line.Split(',');
            rows.Add(new Definition.Row(long.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[4], CultureInfo.InvariantCulture)));
        }
        return rows;
    }
}
