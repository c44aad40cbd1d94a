namespace CryptoDashboard.Core.Performance;

/// <summary>What the odds of a Sharpe ratio depend on: the ratio per period (not annualised), the length, and the shape of the returns.</summary>
/// <param name="Sharpe">mean / sd (n − 1) of one period; NaN where nothing varies.</param>
/// <param name="Periods">Returns it is made of.</param>
/// <param name="Kurtosis">3 of normal returns.</param>
public readonly record struct TrackRecord(double Sharpe, int Periods, double Skewness, double Kurtosis)
{
    public static TrackRecord Of(ReadOnlySpan<double> returns)
    {
        var moments = Moments.Of(returns);
        return new(moments.Deviation > 0 ? moments.Mean / moments.Deviation : double.NaN, moments.Count, moments.Skewness, moments.Kurtosis);
    }
}
