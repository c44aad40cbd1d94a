namespace CryptoDashboard.Core.Performance;

/// <summary>One line of a report: its key in JSON, its name, how it is written, and what it means.</summary>
/// <param name="Key">camelCase, stable.</param>
/// <param name="Meaning">Formula and basis, as a phrase a person reads beside it.</param>
/// <param name="Better">1 where more is better, −1 where less is, 0 where it is neither.</param>
public sealed record Metric(string Key, string Title, MetricGroup Group, MetricUnit Unit, int Better, string Meaning, Func<Metrics, Figure> Read);
