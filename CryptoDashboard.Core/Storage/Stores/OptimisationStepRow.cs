namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>A window of a walk-forward as it is kept.</summary>
/// <param name="Number">Index of the window, from 0.</param>
/// <param name="Step">A <see cref="Backtesting.Optimisation.WalkForwardStep"/> as JSON.</param>
internal sealed record OptimisationStepRow(int OptimisationId, int Number, string Step);
