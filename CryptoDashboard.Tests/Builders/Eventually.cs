using System.Diagnostics;

namespace CryptoDashboard.Tests.Builders;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    /// <summary>Returns how long it took.</summary>
    /// <param name="what">What was waited for, for the message when it does not come.</param>
    public static async Task<TimeSpan> Be(Func<bool> condition, string what, double seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"{what} did not come within {seconds} s.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return watch.Elapsed;
    }
}
