namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>What an earlier life of an optimisation left: whole batches, and whole windows.</summary>
public sealed record OptimisationBefore(IReadOnlyList<Trial> Trials, long Skipped, IReadOnlyList<WalkForwardStep> Steps)
{
    public static OptimisationBefore Nothing { get; } = new([], 0, []);
}
