using System.Text.RegularExpressions;

namespace CryptoDashboard.Tests.Architecture;

/// <summary>Calls into scripts are by name, so no compiler sees one that is gone: the lock screen once lost its watch that way.</summary>
public sealed partial class ScriptCallsTests
{
    [Fact]
    public void Whatever_pages_ask_of_app_js_it_exports()
    {
        var exported = Exported().Matches(File.ReadAllText(Path.Combine(RoomOrderTests.Root(), "wwwroot-assets", "app.ts")))
            .SelectMany(match => match.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries)).ToList();

        var asked = Directory.EnumerateFiles(Path.Combine(RoomOrderTests.Root(), "CryptoDashboard", "Components"), "*.razor*", SearchOption.AllDirectories)
            .SelectMany(file => Asked().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Distinct().ToList();

        Assert.Contains("setInert", asked);
        Assert.Empty(asked.Except(exported));
    }

    [GeneratedRegex(@"^export \{(?<names>[^}]*)\}", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Exported();

    [GeneratedRegex("_app\\.Invoke(Void)?Async(<[^(]*>)?\\(\"(?<name>\\w+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
