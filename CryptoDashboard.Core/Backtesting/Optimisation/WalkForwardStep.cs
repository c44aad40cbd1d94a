using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>One window of a walk-forward: what was chosen on its first part, and what that did on the next.</summary>
/// <param name="Split">Where the searched part ends and the tried one begins.</param>
/// <param name="Trials">Searched with.</param>
/// <param name="Parameters">The choice, as JSON; null where no trial had a score, and nothing was traded.</param>
/// <param name="Equity">Of the tried part, beginning with what the window before it left.</param>
public sealed record WalkForwardStep(
    DateTimeOffset From, DateTimeOffset Split, DateTimeOffset To, int Trials, string? Parameters, double? Score, TrialFigures? InSample, TrialFigures? OutOfSample, IReadOnlyList<EquitySample> Equity);
