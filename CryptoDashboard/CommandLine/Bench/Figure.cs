namespace CryptoDashboard.CommandLine.Bench;

/// <summary>One measured figure: the median where it was measured several times.</summary>
/// <param name="Goal">What it should be, in words.</param>
internal sealed record Figure(string Name, double Value, string Unit, string Goal, bool IsReached);
