using CryptoDashboard.Tests.StandIns.Running;
using Xunit.Runner.InProc.SystemConsole;

namespace CryptoDashboard.Tests;

/// <summary>Runs the tests, or with <c>stand-ins</c> the desk against exchanges of our own (<c>./run --stand-ins</c>).</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args is ["stand-ins", .. var settings] ? StandInsCommand.Run(settings) : ConsoleRunner.Run(args);
}
