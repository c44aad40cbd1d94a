namespace CryptoDashboard.Core.Performance;

/// <summary>Where the outcomes of many simulated runs lie: the value that 5, 25, 50, 75 and 95 of a hundred stay at or below.</summary>
public sealed record Band(double P5, double P25, double P50, double P75, double P95)
{
    /// <summary>Sorts what it is given.</summary>
    public static Band Of(double[] values)
    {
        Array.Sort(values);
        return new(Moments.Quantile(values, 0.05), Moments.Quantile(values, 0.25), Moments.Quantile(values, 0.5), Moments.Quantile(values, 0.75), Moments.Quantile(values, 0.95));
    }
}
