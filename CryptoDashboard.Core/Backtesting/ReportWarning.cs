namespace CryptoDashboard.Core.Backtesting;

/// <summary>A reason to believe a result less.</summary>
/// <param name="Code">Stable, such as too-few-trades.</param>
/// <param name="Sentence">With its numbers.</param>
public sealed record ReportWarning(string Code, string Sentence);
