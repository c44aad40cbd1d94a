using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CryptoDashboard.Tests.LongestFirst))]

namespace CryptoDashboard.Tests;

/// <summary>Begins with the tests that take minutes, so that none of them is left to run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Crash.KillTests), nameof(Browser.JourneyTests), nameof(Crash.LiveKillTests), "Drill", "Browser", "Embedded",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Rank(c.TestCollectionDisplayName)).ThenBy(c => c.UniqueID, StringComparer.Ordinal)];

    private static int Rank(string name)
    {
        var rank = Array.FindIndex(Long, part => name.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
