using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>The pages of money, with something on each of them, in a browser.</summary>
public sealed class TradingPagesTests
{
    [Fact]
    public async Task Pages_of_bots_orders_and_risk_are_fit_at_a_desk_in_the_dark_and_on_a_phone_by_day()
    {
        await using var desk = await RunningDesk.Start();
        var page = await desk.SignedIn();
        var bot = await MakeGuardedBot(page);
        await BuyByHand(page);
        string[] addresses =
        [
            "/", "/bots", bot, $"{bot}/edit", $"{bot}/drill", $"{bot}/parity", "/bots/new", "/trades", "/portfolio", "/risk", "/risk/dead-man", "/accounts", "/markets/simulated/BTC-USDT",
        ];

        await Fit.Assert(page, addresses);
        var phone = await desk.SignedIn(390, 844);
        await Fit.UseTheme(phone, "light");
        await Fit.Assert(phone, addresses);
    }

    private static async Task<string> MakeGuardedBot(IPage page)
    {
        await page.GotoAsync("/bots/new?market=simulated%3ABTC%2FUSDT");
        await page.FillAsync("[name=name]", "Guarded");
        await page.FillAsync("[name=stop]", "5");
        await page.ClickAsync("text=Make the bot");
        await page.WaitForURLAsync(new Regex("/bots/[0-9]+$", RegexOptions.NonBacktracking));
        await page.ClickAsync("button:has-text('Start')");
        await page.WaitForSelectorAsync(".badge.running");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task BuyByHand(IPage page)
    {
        await page.GotoAsync("/markets/simulated/BTC-USDT");
        await page.WaitForFunctionAsync("() => /[0-9]/.test(document.querySelector('[data-testid=last]')?.textContent)");
        await page.FillAsync("[name=ticket-quantity]", "0.01");
        await page.ClickAsync("[data-testid=ticket] button[type=submit]");
        await page.WaitForSelectorAsync("[data-testid=ticket] [role=status]:has-text('Sent')");
    }
}
