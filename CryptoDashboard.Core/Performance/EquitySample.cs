namespace CryptoDashboard.Core.Performance;

/// <summary>Equity at a moment: cash plus positions at the last close; quote units. A statistic, not a booking.</summary>
public readonly record struct EquitySample(DateTimeOffset At, double Equity);
