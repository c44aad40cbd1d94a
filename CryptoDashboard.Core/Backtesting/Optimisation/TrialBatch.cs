namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Whole batches of trials, as they are kept: a search goes on from the last of them.</summary>
/// <param name="Skipped">Combinations met so far that the strategy refused.</param>
public sealed record TrialBatch(IReadOnlyList<Trial> Trials, IReadOnlyList<TrialReturns> Returns, long Skipped);
