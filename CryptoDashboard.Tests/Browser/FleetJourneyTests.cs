using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>From a list of symbols to bots that trade them all, in a browser.</summary>
public sealed class FleetJourneyTests
{
    [Fact]
    public async Task A_universe_is_made_a_fleet_of_it_started_and_its_members_appear_by_themselves()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        var universe = await MakeUniverse(page);
        await page.ClickAsync("text=Fleet of it");
        await page.FillAsync("[name=name]", "Both");
        await page.SelectOptionAsync("[name=timeframe]", "1m");
        await page.FillAsync("[name=places]", "2");
        await Assertions.Expect(page.GetByTestId("share")).ToHaveTextAsync("5,000.00 USDT");
        await page.ClickAsync("text=Make the fleet");
        var fleet = await Arrived(page, "fleets");
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/fleets");
        await list.WaitForSelectorAsync("text=0 of 2");

        await page.ClickAsync("button:has-text('Start')");
        await Assertions.Expect(page.GetByTestId("at-work")).ToHaveTextAsync("2");
        await list.WaitForSelectorAsync("text=2 of 2");
        await Assertions.Expect(page.GetByTestId("moves").Locator("tbody tr")).ToHaveCountAsync(2);
        string[] addresses = ["/fleets", fleet, "/fleets/new", "/universes", universe];
        await Fit.Assert(page, addresses);
        var phone = await desk.SignedIn(390, 844);
        await Fit.UseTheme(phone, "light");
        await Fit.Assert(phone, addresses);

        await page.GotoAsync(fleet);
        await page.ClickAsync("button:text-is('Stop')");
        await Assertions.Expect(page.Locator(".confirm")).ToContainTextAsync("2 bots stop at once");
        await page.ClickAsync(".confirm button.danger");
        await Assertions.Expect(page.GetByTestId("at-work")).ToHaveTextAsync("0");
        await list.WaitForSelectorAsync("text=0 of 2");
    }

    private static async Task<string> MakeUniverse(IPage page)
    {
        await page.GotoAsync("/universes/new");
        await page.FillAsync("[name=name]", "Two of them");
        await page.SelectOptionAsync("[name=exchange]", "simulated");
        await page.SelectOptionAsync("[name=list]", "Fixed");
        await page.FillAsync("[name=symbols]", "BTC/USDT, ETH/USDT");
        await page.Keyboard.PressAsync("Tab");
        await page.ClickAsync("text=Make the universe");
        return await Arrived(page, "universes");
    }

    private static async Task<string> Arrived(IPage page, string kind)
    {
        await page.WaitForURLAsync(new Regex($"/{kind}/[0-9]+$", RegexOptions.NonBacktracking));
        return new Uri(page.Url).AbsolutePath;
    }
}
