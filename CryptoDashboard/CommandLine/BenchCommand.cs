namespace CryptoDashboard.CommandLine;

internal static class BenchCommand
{
    public static Task<int> Run(string[] args, CancellationToken cancel) => Task.FromResult(0);
}
