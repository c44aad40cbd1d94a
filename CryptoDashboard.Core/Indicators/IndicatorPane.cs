namespace CryptoDashboard.Core.Indicators;

/// <summary>Where a chart draws an indicator.</summary>
/// <param name="OnPrice">Over the candles, on their scale; else in a pane of its own.</param>
/// <param name="Min">Fixed lower end of its own pane, or null where the values decide.</param>
/// <param name="Max">Fixed upper end of its own pane, or null where the values decide.</param>
public sealed record IndicatorPane(bool OnPrice, double? Min = null, double? Max = null)
{
    public static readonly IndicatorPane Price = new(OnPrice: true);
    public static readonly IndicatorPane Own = new(OnPrice: false);

    /// <summary>Levels worth a line of their own, such as 30 and 70.</summary>
    public IReadOnlyList<double> Guides { get; init; } = [];

    /// <summary>A pane whose values lie between two ends.</summary>
    public static IndicatorPane Between(double min, double max, params IReadOnlyList<double> guides) => new(OnPrice: false, min, max) { Guides = guides };
}
