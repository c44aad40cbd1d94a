using CryptoDashboard.Tests.StandIns.Running;
using Xunit.Runner.InProc.SystemConsole;

namespace CryptoDashboard.Tests;

/// <summary>Runs the tests, or with <c>stand-ins</c> the desk or the bench of the feeds against exchanges of our own, or a desk to be killed.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["stand-ins", .. var settings] => StandInsCommand.Run(settings),
        ["bench-feeds", .. var minutes] => FeedBench.Run(minutes),
        ["crash-host", var plan] => Crash.CrashHost.Run(plan),
        _ => ConsoleRunner.Run(args),
    };
}
