namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>What came of an optimisation.</summary>
/// <param name="Trials">In the order of their numbers.</param>
/// <param name="Skipped">Combinations met that the strategy refused.</param>
/// <param name="Best">Null when no trial had a score.</param>
/// <param name="Verdict">Null when there is no best.</param>
/// <param name="WalkForward">Null where the plan has none.</param>
public sealed record OptimisationOutcome(IReadOnlyList<Trial> Trials, long Skipped, Trial? Best, OverfitVerdict? Verdict, WalkForward? WalkForward);
