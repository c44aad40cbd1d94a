namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>What a search knows of a trial.</summary>
/// <param name="Place">On the search space.</param>
/// <param name="Score">More is better; null where it has none, which counts as worse than any.</param>
public readonly record struct Tried(int[] Place, double? Score);
