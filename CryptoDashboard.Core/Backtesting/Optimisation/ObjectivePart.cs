namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>One of several figures a search looks for together.</summary>
/// <param name="Weight">Above 0; only the proportions count.</param>
public sealed record ObjectivePart(ObjectiveKind Kind, double Weight = 1);
