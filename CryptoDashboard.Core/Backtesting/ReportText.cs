using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>How figures of a report are written for people, on pages and in exports alike: a true minus, grouped thousands, few digits.</summary>
public static class ReportText
{
    public const string None = "—";

    /// <summary>The figure by its metric's unit, or a dash where it was refused.</summary>
    public static string Of(Metric metric, Figure figure) => figure.Value is { } value ? Of(metric.Unit, value) : None;

    public static string Of(MetricUnit unit, double value) => unit switch
    {
        MetricUnit.Share => Share(value),
        MetricUnit.Count => Sign(value, Math.Abs(value).ToString("#,0")),
        MetricUnit.Quote => Money(value),
        MetricUnit.Days => Sign(value, $"{Math.Abs(value):#,0.#} d"),
        MetricUnit.Span => Span(TimeSpan.FromSeconds(value)),
        _ => Math.Abs(value) is < 0.01 and > 0 ? Sign(value, Math.Abs(value).ToString("0.####")) : Sign(value, Math.Abs(value).ToString("#,0.00")),
    };

    public static string Share(double value) => Math.Abs(value) >= 10 ? Sign(value, $"{Math.Abs(value) * 100:#,0} %") : Sign(value, $"{Math.Abs(value) * 100:0.00} %");

    public static string Money(double value) => Sign(value, Math.Abs(value).ToString(Math.Abs(value) switch { 0 or >= 0.1 => "#,0.00", >= 0.001 => "0.0000", _ => "0.########" }));

    /// <summary>Two units at most: 3 d 4 h, 5 h 12 min, 45 s.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{span.Days} d {span.Hours} h",
        { TotalHours: >= 1 } => $"{span.Hours} h {span.Minutes} min",
        { TotalMinutes: >= 1 } => $"{span.TotalMinutes:0} min",
        { TotalSeconds: > 0 and < 1 } => $"{span.TotalMilliseconds:0} ms",
        _ => $"{span.TotalSeconds:0.#} s",
    };

    /// <summary>1 good, −1 bad, 0 neither, for a figure that may be coloured: only those whose sign means something.</summary>
    public static int Tone(Metric metric, Figure figure) => metric.Better <= 0 || metric.Unit is not (MetricUnit.Share or MetricUnit.Quote) || figure.Value is not { } value ? 0
        : metric.Key is "finalEquity" or "winRate" or "lowestEquity" or "highestEquity" or "probabilisticSharpe" or "exitEfficiency" ? 0
        : Math.Sign(Math.Round(value, metric.Unit == MetricUnit.Share ? 4 : 2));

    private static string Sign(double value, string text) => value < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" + text : text;
}
