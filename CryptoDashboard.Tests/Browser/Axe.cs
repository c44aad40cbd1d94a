using CryptoDashboard.Tests.Architecture;
using Microsoft.Playwright;

namespace CryptoDashboard.Tests.Browser;

/// <summary>What axe-core finds that keeps people out who use a keyboard or a screen reader.</summary>
internal static class Axe
{
    private static string File => Path.Combine(RoomOrderTests.Root(), "node_modules", "axe-core", "axe.min.js");

    /// <summary>The rules that the page breaks, each with the first place where it does; none where axe-core is not installed.</summary>
    public static async Task<string[]> Faults(IPage page)
    {
        if (!System.IO.File.Exists(File))
            return [];
        await page.EvaluateAsync(await System.IO.File.ReadAllTextAsync(File));
        return await page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id} at ${v.nodes[0].target.join(' ')}: ${v.nodes[0].any[0]?.message ?? v.help}`)");
    }
}
