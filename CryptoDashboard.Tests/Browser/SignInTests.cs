using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

public sealed class SignInTests
{
    [Fact]
    public async Task Nothing_but_set_up_and_health_answers_before_set_up_and_the_link_works_once()
    {
        await using var desk = await RunningDesk.Start("--Simulation:Enabled", "false");
        var page = await desk.Page();
        foreach (var path in (string[])["/", "/bots", "/sign-in", "/trades.csv"])
            Assert.Equal(503, (await page.GotoAsync(path))!.Status);
        Assert.Equal(200, (await page.GotoAsync("/health"))!.Status);
        Assert.Equal(403, (await page.GotoAsync("/set-up?token=guess"))!.Status);

        await page.GotoAsync(desk.SetUpLink!);
        await Fill(page, "123456");
        await Assertions.Expect(page.Locator("form [role=alert]")).ToContainTextAsync("counts up or down");
        await Fill(page, RunningDesk.Pin);
        await page.WaitForSelectorAsync(".shell");

        Assert.Equal(403, (await page.GotoAsync(desk.SetUpLink!))!.Status);
    }

    [Fact]
    public async Task Five_wrong_PINs_lock_with_the_time_left_and_the_right_one_is_refused_too()
    {
        await using var desk = await RunningDesk.Start("--Simulation:Enabled", "false");
        await (await desk.SignedIn()).Context.CloseAsync();
        var page = await desk.Page();
        await page.GotoAsync("/sign-in");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            foreach (var digit in "907341")
                await page.ClickAsync($"[data-digit='{digit}']");
            await page.ClickAsync("button[type=submit]");
            await page.WaitForSelectorAsync(attempt < 5 ? $"text=/{(attempt == 4 ? "One more" : $"{5 - attempt} tries left")}/" : "text=Too many wrong tries");
        }
        await page.FillAsync("[name=pin]", RunningDesk.Pin);
        await page.ClickAsync("button[type=submit]");

        await Assertions.Expect(page.Locator("form [role=alert]")).ToContainTextAsync("Too many wrong tries. Try again in 1");
        Assert.EndsWith("/sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_page_opens_with_the_PIN_and_keeps_what_was_typed()
    {
        await using var desk = await RunningDesk.Start("--Simulation:Enabled", "false");
        var page = await desk.SignedIn();
        await page.GotoAsync("/bots/new");
        await page.FillAsync("[name=name]", "Half a name");
        await desk.LeaveAlone();
        await page.WaitForSelectorAsync(".lock-screen");
        await page.WaitForFunctionAsync("() => document.querySelector('.shell').inert");

        await page.FillAsync(".lock-screen [name=pin]", "907341");
        await page.ClickAsync(".lock-screen button[type=submit]");
        await Assertions.Expect(page.Locator(".lock-screen [role=alert]")).ToContainTextAsync("not the PIN");
        await page.FillAsync(".lock-screen [name=pin]", RunningDesk.Pin);
        await page.ClickAsync(".lock-screen button[type=submit]");
        await page.WaitForSelectorAsync(".lock-screen", new() { State = WaitForSelectorState.Detached });

        Assert.Equal("Half a name", await page.InputValueAsync("[name=name]"));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browser_too()
    {
        await using var desk = await RunningDesk.Start("--Simulation:Enabled", "false");
        var one = await desk.SignedIn();
        var other = await desk.SignedIn();

        await one.ClickAsync("text=Sign out everywhere");

        await other.WaitForURLAsync("**/sign-in");
    }

    private static async Task Fill(IPage page, string pin)
    {
        await page.FillAsync("[name='Input.Name']", "ada");
        await page.FillAsync("[name='Input.Pin']", pin);
        await page.FillAsync("[name='Input.Again']", pin);
        await page.ClickAsync("button[type=submit]");
    }
}
