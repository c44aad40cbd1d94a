using System.Text.RegularExpressions;

namespace CryptoDashboard.Tests.Architecture;

public sealed partial class DocsTests
{
    [Fact]
    public void Every_file_that_the_life_of_a_candle_names_exists()
    {
        var root = RoomOrderTests.Root();
        var named = FileName().Matches(File.ReadAllText(Path.Combine(root, "docs", "life-of-a-candle.md"))).Select(m => m.Groups["file"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, f => !File.Exists(Path.Combine(root, f)) && !File.Exists(Path.Combine(root, "CryptoDashboard.Core", f)));
    }

    [GeneratedRegex(@"`(?<file>[\w./]+\.cs)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
