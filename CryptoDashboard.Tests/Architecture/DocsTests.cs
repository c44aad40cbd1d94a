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

    [Fact]
    public void Every_file_and_every_test_that_trading_correctness_names_exists()
    {
        var root = RoomOrderTests.Root();
        var text = File.ReadAllText(Path.Combine(root, "docs", "trading-correctness.md"));
        var files = SourceName().Matches(text).Select(m => m.Groups["file"].Value).ToList();
        var tests = TestName().Matches(text).Select(m => m.Groups["test"].Value).Distinct().ToList();
        var known = typeof(DocsTests).Assembly.GetTypes().Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(25 + 24, text.Split('\n').Count(line => NumberedRow().IsMatch(line)));
        Assert.DoesNotContain(files, f => !File.Exists(Path.Combine(root, f)) && !File.Exists(Path.Combine(root, "CryptoDashboard.Core", f)));
        Assert.DoesNotContain(tests, t => !known.Contains(t));
    }

    [GeneratedRegex(@"`(?<file>[\w./-]+\.(cs|mjs))`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SourceName();

    [GeneratedRegex(@"`(?<test>\w+(Tests|Contract))`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| [0-9]+ \| .+ \| `.+ \| `.+ \|$", RegexOptions.NonBacktracking)]
    private static partial Regex NumberedRow();

    [GeneratedRegex(@"`(?<file>[\w./]+\.cs)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
