using System.Globalization;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>A trade plan, drawn and sent in a browser.</summary>
public sealed class PlanJourneyTests
{
    [Fact]
    public async Task A_plan_is_drawn_dragged_sent_and_still_there_after_the_desk_was_killed()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        await page.GotoAsync("/markets/simulated/BTC-USDT");
        await page.WaitForFunctionAsync("() => /[0-9]/.test(document.querySelector('[data-testid=last]')?.textContent)");
        var last = decimal.Parse((await page.TextContentAsync("[data-testid=last]"))!, NumberStyles.Number, CultureInfo.InvariantCulture);
        await page.ClickAsync("button:has-text('Plan')");
        // Near enough to be seen, and dragged.
        await Fill(page, "plan-stop", last * 0.99m);
        await DragTheStopUp(page, last * 0.99m);
        // Far away, so that the simulated price does not decide what this test sees.
        await Fill(page, "plan-stop", last * 0.6m);
        await Fill(page, "plan-target-0", last * 2m);
        await Fill(page, "plan-target-1", last * 3m);
        await page.ClickAsync("button:has-text('risk 1 %')");

        var preview = page.GetByTestId("plan-preview");
        await Assertions.Expect(preview).ToContainTextAsync("1.00 % of equity");
        await page.ClickAsync("button:has-text('Send the plan')");
        await page.WaitForSelectorAsync("[data-plan='1'] .badge:has-text('HOLDING')");

        await desk.KillAndStart();
        var again = await desk.SignedIn();
        await again.GotoAsync("/markets/simulated/BTC-USDT");
        var row = again.Locator("[data-plan='1']");
        await Assertions.Expect(row).ToContainTextAsync("HOLDING");
        await Assertions.Expect(row).ToContainTextAsync("at the paper exchange");
        await row.Locator("button:has-text('Sell and end')").ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("sold at market");
        await row.Locator(".confirm button.danger").ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("DONE");
    }

    /// <summary>The stop is the lowest line of the chart: the first one that a pointer coming from below can take hold of.</summary>
    private static async Task DragTheStopUp(IPage page, decimal before)
    {
        var chart = page.Locator(".candle-chart");
        await chart.ScrollIntoViewIfNeededAsync();
        var box = (await chart.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + box.Height);
        do
        {
            y -= 3;
            Assert.True(y > box.Y, "no line of the chart can be taken hold of");
            await page.Mouse.MoveAsync(x, y);
        }
        while (await page.Locator(".candle-chart.chart-grab").CountAsync() == 0);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y - 15, new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync("before => Number(document.querySelector('[name=plan-stop]').value) > before * 1.0005", (double)before);
    }

    private static Task Fill(IPage page, string field, decimal value) => page.FillAsync($"[name={field}]", Math.Round(value, 2).ToString(CultureInfo.InvariantCulture));
}
