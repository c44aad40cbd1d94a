namespace CryptoDashboard.Core.Performance;

/// <summary>Student's t distribution: how surprising a mean is, given its spread and few values.</summary>
public static class StudentDistribution
{
    /// <summary>Probability of a |t| at least this large where the true mean is zero (two-sided).</summary>
    /// <param name="freedom">Degrees of freedom, one or more.</param>
    public static double TwoSided(double t, int freedom)
    {
        if (freedom < 1)
            throw new ArgumentOutOfRangeException(nameof(freedom), freedom, "At least one degree of freedom is needed.");
        return double.IsInfinity(t) ? 0 : IncompleteBeta(freedom / 2d, 0.5, freedom / (freedom + (t * t)));
    }

    /// <summary>Regularised incomplete beta function by Lentz's continued fraction (Numerical Recipes, 6.4).</summary>
    private static double IncompleteBeta(double a, double b, double x)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        var c = 1d;
        var d = Inverse(1 - ((a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Inverse(1 + (even * d));
            c = Above(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Inverse(1 + (odd * d));
            c = Above(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
                break;
        }
        return value;

        static double Above(double v) => Math.Abs(v) < Tiny ? Tiny : v;

        static double Inverse(double v) => 1 / Above(v);
    }

    /// <summary>Logarithm of the gamma function by Lanczos (g = 7, nine terms), about 1e-15.</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> terms = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        var sum = 0.99999999999980993;
        for (var i = 0; i < terms.Length; i++)
            sum += terms[i] / (x + i + 1);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
