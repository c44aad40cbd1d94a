namespace CryptoDashboard.Core.Fills;

/// <summary>What was seen of one part of fills, from kind to dear: of a chance, P10 is the highest and P90 the lowest.</summary>
/// <param name="Samples">How often it was seen.</param>
/// <param name="Markets">In how many markets.</param>
public sealed record LearntRange(double P10, double P50, double P90, long Samples, int Markets = 1)
{
    private const double Z = 1.2815515655446004; // of 10 % and 90 %

    public double At(FillLevel level) => level switch
    {
        FillLevel.Optimistic => P10,
        FillLevel.Likely => P50,
        _ => P90,
    };

    /// <summary>Of values of which more is worse; null without any. Between two of them the quantile is interpolated (Hyndman and Fan's type 7).</summary>
    public static LearntRange? Of(IReadOnlyCollection<double> values, int markets = 1)
    {
        if (values.Count == 0)
            return null;
        double[] sorted = [.. values.Order()];
        return new(Quantile(sorted, 0.1), Quantile(sorted, 0.5), Quantile(sorted, 0.9), sorted.Length, markets);
    }

    /// <summary>Of a share that was seen: the share, between the bounds of Wilson's interval (1927) of 80 %, which narrow as more is seen.</summary>
    /// <param name="taken">How many chances were taken; a part of one counts as a part.</param>
    /// <param name="chances">Above zero.</param>
    public static LearntRange OfShare(double taken, long chances, int markets = 1)
    {
        var share = Math.Clamp(taken / chances, 0, 1);
        var square = Z * Z / chances;
        var middle = (share + (square / 2)) / (1 + square);
        var reach = Z / (1 + square) * Math.Sqrt((share * (1 - share) / chances) + (square / (4 * chances)));
        return new(Math.Min(1, middle + reach), share, Math.Max(0, middle - reach), chances, markets);
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (at - below));
    }
}
