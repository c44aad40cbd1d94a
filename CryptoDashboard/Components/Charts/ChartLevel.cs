namespace CryptoDashboard.Components.Charts;

/// <summary>A horizontal line of the chart, in the words that it takes.</summary>
/// <param name="Id">Comes back when it was dragged.</param>
/// <param name="Kind">entry, stop or target.</param>
internal sealed record ChartLevel(string Id, double Price, string Kind, string Text, bool IsMovable);
