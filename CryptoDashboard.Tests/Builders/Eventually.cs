using System.Diagnostics;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    /// <summary>
    /// How long anything may take that comes by itself. Far more than it takes: on a machine whose processors are busy with other things it
    /// may take twenty times as long, and only what never comes is a failure.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>The same for long work: whole replays, a hundred order lives.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(6);

    /// <summary>Returns how long it took.</summary>
    /// <param name="what">What was waited for, for the message when it does not come.</param>
    public static async Task<TimeSpan> Be(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"{what} did not come within {Patience.TotalSeconds} s.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return watch.Elapsed;
    }
}
