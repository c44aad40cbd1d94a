namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>How far a search has come.</summary>
/// <param name="Done">Trials, those of an earlier life included.</param>
/// <param name="All">Trials there will be at most.</param>
/// <param name="Candles">Handled in this life.</param>
/// <param name="Stage">What is being done, as a phrase.</param>
public readonly record struct OptimisationProgress(int Done, int All, long Candles, string Stage);
