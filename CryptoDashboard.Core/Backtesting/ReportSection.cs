namespace CryptoDashboard.Core.Backtesting;

/// <summary>One line of what a run was told: a name and its value, as a person reads them.</summary>
public sealed record ReportLine(string Label, string Value);

/// <summary>A titled group of settings, such as "Market" or "Fills".</summary>
public sealed record ReportSection(string Title, IReadOnlyList<ReportLine> Lines);
