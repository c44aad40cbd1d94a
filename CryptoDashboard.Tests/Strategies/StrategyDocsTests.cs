using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Tests.Architecture;

namespace CryptoDashboard.Tests.Strategies;

public sealed class StrategyDocsTests
{
    public static TheoryData<string> Documented => [.. StrategyCatalogue.All.Select(k => k.Name).Where(n => n is not (ByHand.Name or FromOutside.Name))];

    private static string Folder => Path.Combine(RoomOrderTests.Root(), "docs", "strategies");

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_strategy_has_a_page_with_its_parameters_their_defaults_and_when_it_fails(string name)
    {
        var kind = StrategyCatalogue.Get(name);
        var page = File.ReadAllText(Path.Combine(Folder, $"{name}.md"));

        Assert.Contains("**Idea.**", page, StringComparison.Ordinal);
        Assert.Contains("**When it fails.**", page, StringComparison.Ordinal);
        Assert.All(kind.Schema, p => Assert.Contains($"| `{p.Name}` | {p.Default:0.##}", page, StringComparison.Ordinal));
        Assert.Contains($"]({name}.md)", File.ReadAllText(Path.Combine(Folder, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_indicator_is_in_the_table_of_conventions()
    {
        var table = File.ReadAllText(Path.Combine(Folder, "indicators.md"));

        Assert.All(IndicatorCatalogue.All, kind => Assert.Contains($"`{kind.Name}`", table, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_strategy_has_a_picture_with_a_BUY(string name)
    {
        var picture = File.ReadAllText(Path.Combine(Folder, "pictures", $"{name}.svg"));

        // One stands in the legend.
        Assert.True(picture.Split("class=\"buy\"").Length > 2);
    }
}
