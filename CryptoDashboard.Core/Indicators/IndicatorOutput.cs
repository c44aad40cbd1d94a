namespace CryptoDashboard.Core.Indicators;

/// <summary>One line of an indicator.</summary>
/// <param name="Name">Stable name, lower-case with dashes: <c>upper</c>. An indicator of one line calls it <c>value</c>.</param>
public sealed record IndicatorOutput(string Name, string Title);
