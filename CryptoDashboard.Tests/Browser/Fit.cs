using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>Whether pages are fit to be used: whole within the screen, and open to whoever has a keyboard or a screen reader only.</summary>
internal static class Fit
{
    /// <summary>Opens each address and asserts both, telling of all that are not. Colours are those of the theme that the page is in.</summary>
    public static async Task Assert(IPage page, params IEnumerable<string> addresses)
    {
        var faults = new List<string>();
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            Xunit.Assert.True(await HasHeading(page), $"{address} shows no heading; what it shows: {await page.InnerTextAsync("body")}");
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") > 0)
                faults.Add($"{address} scrolls sideways");
            faults.AddRange((await Axe.Faults(page)).Select(fault => $"{address}: {fault}"));
        }
        Xunit.Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task<bool> HasHeading(IPage page)
    {
        try
        {
            await page.WaitForSelectorAsync("h1");
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>From the next page on.</summary>
    public static Task UseTheme(IPage page, string theme) => page.EvaluateAsync("theme => localStorage.setItem('theme', theme)", theme);
}
