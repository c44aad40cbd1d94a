using System.Text.RegularExpressions;

namespace CryptoDashboard.Tests.Architecture;

/// <summary>The rooms of Core in their order: code may use rooms before its own only. The way of a candle runs through them.</summary>
public sealed partial class RoomOrderTests
{
    private static readonly string[] Rooms =
    [
        "Time", "Money", "Events", "Outside", "Access", "Vault", "Bridge", "Markets", "Candles", "Feeds", "Listing", "Universes", "MarketContext", "Indicators", "Signals",
        "Strategies", "Risk", "Orders", "Fills", "Exchanges", "Positions", "Performance", "Bots", "Fleets", "Hooks", "Reconciliation", "Drills", "DeadMan", "Backtesting", "Learning", "Agents", "Alerts", "Audit", "Storage",
    ];

    [Fact]
    public void A_room_uses_earlier_rooms_only()
    {
        var wrong = new List<string>();
        foreach (var file in Sources("CryptoDashboard.Core"))
        {
            var own = Array.IndexOf(Rooms, RoomOf(file));
            Assert.True(own >= 0, $"{file} is in no room of the list.");
            foreach (Match use in Using().Matches(File.ReadAllText(file)))
            {
                if (Array.IndexOf(Rooms, use.Groups["room"].Value) > own)
                    wrong.Add($"{Path.GetFileName(file)} ({Rooms[own]}) uses {use.Groups["room"].Value}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Core_asks_no_ambient_clock_and_rolls_no_ambient_dice()
    {
        var wrong = Sources("CryptoDashboard.Core").Where(f => Ambient().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_the_risk_gate_makes_an_approved_trade()
    {
        var makers = Sources("CryptoDashboard.Core").Concat(Sources("CryptoDashboard")).Where(f => File.ReadAllText(f).Contains("new ApprovedTrade(", StringComparison.Ordinal)).Select(Path.GetFileName);

        Assert.Equal(["RiskGate.cs"], makers);
    }

    [Fact]
    public void Nothing_is_async_without_someone_who_can_wait_for_it()
    {
        var wrong = Sources("CryptoDashboard.Core").Concat(Sources("CryptoDashboard")).Where(f => File.ReadAllText(f).Contains("async void", StringComparison.Ordinal)).Select(Path.GetFileName);

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_start_stays_a_table_of_contents() =>
        Assert.InRange(File.ReadLines(Path.Combine(Root(), "CryptoDashboard", "Program.cs")).Count(), 1, 60);

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CryptoDashboard.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The repository is not above the tests.");
    }

    private static string RoomOf(string file) => Path.GetRelativePath(Path.Combine(Root(), "CryptoDashboard.Core"), file).Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(Path.Combine(Root(), project), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains("Migrations", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static Regex Using() => new(@"^using CryptoDashboard\.Core\.(?<room>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"DateTime\.(Utc)?Now|DateTimeOffset\.(Utc)?Now|Guid\.NewGuid|Random\.Shared|new Random\(\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ambient();
}
