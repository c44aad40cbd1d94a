namespace CryptoDashboard.Components.Charts;

/// <summary>A mark on a candle chart: what a bot did.</summary>
/// <param name="Time">Unix seconds; the mark sits on the candle that holds it.</param>
/// <param name="Side">buy, sell, exit, stop or note.</param>
public sealed record ChartMarker(long Time, string Side, double Price, string? Text);
