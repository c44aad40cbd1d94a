using System.Globalization;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>A trade plan, drawn and sent in a browser.</summary>
public sealed class PlanJourneyTests
{
    [Fact]
    public async Task A_plan_is_previewed_sent_and_still_there_after_the_desk_was_killed()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        await page.GotoAsync("/markets/simulated/BTC-USDT");
        await page.WaitForFunctionAsync("() => /[0-9]/.test(document.querySelector('[data-testid=last]')?.textContent)");
        var last = decimal.Parse((await page.TextContentAsync("[data-testid=last]"))!, NumberStyles.Number, CultureInfo.InvariantCulture);
        await page.ClickAsync("button:has-text('Plan')");
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

    private static Task Fill(IPage page, string field, decimal value) => page.FillAsync($"[name={field}]", Math.Round(value, 2).ToString(CultureInfo.InvariantCulture));
}
