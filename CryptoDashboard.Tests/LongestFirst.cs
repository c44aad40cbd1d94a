using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CryptoDashboard.Tests.LongestFirst))]

namespace CryptoDashboard.Tests;

/// <summary>
/// Begins with the tests that take minutes, so that none of them is left to run alone at the end, and puts others between them: those keep
/// the processor busy, many of the others wait for a clock or a socket.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>So many of the others follow each long one.</summary>
    private const int Between = 10;

    private static readonly string[] Long =
    [
        nameof(Crash.KillTests), nameof(Browser.JourneyTests), nameof(Crash.LiveKillTests), nameof(Drills.DrillTests), "Browser", nameof(Backtesting.BacktestEqualsReplayTests), "Embedded",
    ];

    // Of the others these take longest.
    private static readonly string[] Waiting = ["CcxtExchangeContract", "LiveTradingTests", "EveryStreamTests", "BudgetTests", "ParityDeskTests", "Feeds", "SignIn", "Bridge"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        var ordered = testCollections.OrderBy(c => Rank(Long, c.TestCollectionDisplayName)).ThenBy(c => Rank(Waiting, c.TestCollectionDisplayName)).ThenBy(c => c.UniqueID, StringComparer.Ordinal).ToList();
        var others = new Queue<TTestCollection>(ordered.Where(c => Rank(Long, c.TestCollectionDisplayName) == Long.Length));
        var mixed = new List<TTestCollection>(ordered.Count);
        foreach (var collection in ordered.Take(ordered.Count - others.Count))
        {
            mixed.Add(collection);
            for (var i = 0; i < Between && others.TryDequeue(out var other); i++)
                mixed.Add(other);
        }
        return [.. mixed, .. others];
    }

    private static int Rank(string[] names, string name)
    {
        var rank = Array.FindIndex(names, part => name.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? names.Length : rank;
    }
}
