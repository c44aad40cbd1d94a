namespace CryptoDashboard.Core.Performance;

/// <summary>What a metric is about; reports are ordered by it.</summary>
public enum MetricGroup
{
    Return,
    Risk,
    Trades,
    HoldingTime,
    Days,
    Market,
    Activity,
    Excursion,
}
