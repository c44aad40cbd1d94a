namespace CryptoDashboard.Core.Performance;

/// <summary>How a metric is written.</summary>
public enum MetricUnit
{
    /// <summary>A plain number with decimals.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A share: 0.1 is written 10 %.</summary>
    Share,

    /// <summary>Quote units.</summary>
    Quote,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Seconds, written as a time span.</summary>
    Span,
}
