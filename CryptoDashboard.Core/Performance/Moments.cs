namespace CryptoDashboard.Core.Performance;

/// <summary>Mean, spread and shape of a sample. Two passes: the mean first, then the deviations, which keeps 15 digits.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">0 of no values.</param>
/// <param name="Deviation">Sample standard deviation, divisor n − 1; NaN below two values. Zero where all are equal up to rounding.</param>
/// <param name="Skewness">Population skewness m3 / m2^1.5; 0 of a symmetric sample; NaN where nothing varies.</param>
/// <param name="Kurtosis">Population kurtosis m4 / m2², 3 of a normal sample (not the excess); NaN where nothing varies.</param>
public readonly record struct Moments(int Count, double Mean, double Deviation, double Skewness, double Kurtosis)
{
    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
            return new(0, 0, double.NaN, double.NaN, double.NaN);
        var mean = 0d;
        var largest = 0d;
        foreach (var value in values)
        {
            mean += value;
            largest = Math.Max(largest, Math.Abs(value));
        }
        mean /= values.Length;
        double second = 0, third = 0, fourth = 0;
        foreach (var value in values)
        {
            var off = value - mean;
            second += off * off;
            third += off * off * off;
            fourth += off * off * off * off;
        }
        var n = values.Length;
        // Equal values differ by the rounding of their making; a spread of that size is none, and a ratio over it would be 1e15.
        if (second <= n * Math.Pow(1e-13 * largest, 2))
            return new(n, mean, n < 2 ? double.NaN : 0, double.NaN, double.NaN);
        var variance = second / n;
        return new(n, mean, Math.Sqrt(second / (n - 1)), third / n / Math.Pow(variance, 1.5), fourth / n / (variance * variance));
    }

    /// <summary>Quantile with linear interpolation between the order statistics (R type 7, numpy's default).</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
