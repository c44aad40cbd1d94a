namespace CryptoDashboard.Core.Performance;

/// <summary>
/// How far a mean of a series could have come out otherwise by chance: the stationary bootstrap (Politis and Romano 1994). Series of the
/// same length are drawn from it in blocks of random length that wrap around, so that what follows one another stays together; the
/// interval is the middle share of their means (percentile method).
/// </summary>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Deviation">Standard deviation of the drawn means: the standard error of the mean.</param>
public sealed record StationaryBootstrap(double Mean, double Low, double High, double Deviation)
{
    /// <summary>The same seed gives the same interval.</summary>
    /// <param name="values">Two or more.</param>
    /// <param name="confidence">0.95 for the middle 95 of a hundred.</param>
    /// <param name="block">Mean length of a block, 1 or more; <see cref="DefaultBlock"/> where none is chosen.</param>
    /// <param name="runs">100 or more.</param>
    public static StationaryBootstrap Of(IReadOnlyList<double> values, double confidence = 0.95, double? block = null, int runs = 4_000, ulong seed = 1)
    {
        if (values.Count < 2)
            throw new ArgumentException("Two values or more are needed.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 100);
        var ends = 1 / Math.Max(1, block ?? DefaultBlock(values.Count));
        var series = values.ToArray();
        var means = new double[runs];
        Parallel.For(0, runs, run => means[run] = DrawnMean(Dice.OfRun(seed, run), series, ends));
        Array.Sort(means);
        var (mean, centre) = (series.Average(), means.Average());
        return new StationaryBootstrap(
            mean,
            Moments.Quantile(means, (1 - confidence) / 2),
            Moments.Quantile(means, (1 + confidence) / 2),
            Math.Sqrt(means.Sum(m => (m - centre) * (m - centre)) / (runs - 1)));
    }

    /// <summary>The cube root of the length: blocks have to grow with the series, and more slowly than it does.</summary>
    public static double DefaultBlock(int count) => Math.Max(1, Math.Cbrt(count));

    private static double DrawnMean(Dice dice, double[] series, double ends)
    {
        var (at, sum) = (dice.Below(series.Length), 0d);
        for (var i = 0; i < series.Length; i++)
        {
            sum += series[at];
            at = dice.NextDouble() < ends ? dice.Below(series.Length) : at + 1 == series.Length ? 0 : at + 1;
        }
        return sum / series.Length;
    }
}
