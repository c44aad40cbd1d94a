namespace CryptoDashboard.Components.Pages.Strategies;

/// <summary>One indicator line on a chart.</summary>
/// <param name="Rows">Flat pairs of Unix seconds and value, null where there is none.</param>
internal sealed record RuleLine(string Pane, string Name, IReadOnlyList<double?> Rows, IReadOnlyList<double> Guides);
