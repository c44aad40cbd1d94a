namespace CryptoDashboard.Core.Performance;

/// <summary>A fall of equity below its highest so far, from the last sample at the peak until it is back at or above it.</summary>
/// <param name="PeakAt">The last sample at the peak.</param>
/// <param name="PeakEquity">Quote units.</param>
/// <param name="TroughAt">The lowest sample; the first of several equal ones.</param>
/// <param name="RecoveredAt">The first sample at or above the peak, or null while it is under water still.</param>
/// <param name="EndAt"><see cref="RecoveredAt"/>, or the last sample of the curve.</param>
public sealed record Drawdown(DateTimeOffset PeakAt, double PeakEquity, DateTimeOffset TroughAt, double TroughEquity, DateTimeOffset? RecoveredAt, DateTimeOffset EndAt)
{
    /// <summary>1 − trough / peak: 0.2 is 20 %; above 1 where equity went below zero.</summary>
    public double Depth => PeakEquity > 0 ? 1 - (TroughEquity / PeakEquity) : 0;

    /// <summary>Quote units lost from peak to trough.</summary>
    public double Loss => PeakEquity - TroughEquity;

    public double DaysToTrough => (TroughAt - PeakAt).TotalDays;

    /// <summary>Days under water: from the peak to the recovery, or to the end of the curve.</summary>
    public double Days => (EndAt - PeakAt).TotalDays;
}
