namespace CryptoDashboard.Core.Performance;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    // Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution", PPND16: about 1e-16 relative.
    private static readonly double[] CentreUp = [3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3];
    private static readonly double[] CentreDown = [1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3];
    private static readonly double[] SideUp = [1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4];
    private static readonly double[] SideDown = [1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9];
    private static readonly double[] TailUp = [6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7];
    private static readonly double[] TailDown = [1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

    /// <summary>Probability of a value up to x.</summary>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (Math.Abs(x) > 5)
            return x > 0 ? 1 - Tail(x) : Tail(-x);
        // Marsaglia (2004), "Evaluating the normal distribution": Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/15 + …).
        var term = x;
        var sum = x;
        for (var odd = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }
        return 0.5 + (sum * Density(x));
    }

    /// <summary>The value below which this share lies; infinite at 0 and 1.</summary>
    public static double Quantile(double share)
    {
        if (double.IsNaN(share) || share is < 0 or > 1)
            throw new ArgumentOutOfRangeException(nameof(share), share, "A probability is between 0 and 1.");
        if (share is 0 or 1)
            return share == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var off = share - 0.5;
        if (Math.Abs(off) <= 0.425)
        {
            var inner = 0.180625 - (off * off);
            return off * Polynomial(CentreUp, inner) / Polynomial(CentreDown, inner);
        }
        var root = Math.Sqrt(-Math.Log(off < 0 ? share : 1 - share));
        var value = root <= 5 ? Polynomial(SideUp, root - 1.6) / Polynomial(SideDown, root - 1.6) : Polynomial(TailUp, root - 5) / Polynomial(TailDown, root - 5);
        return off < 0 ? -value : value;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Probability beyond x above 5, by Laplace's continued fraction.</summary>
    private static double Tail(double x)
    {
        var fraction = x;
        for (var k = 60; k >= 1; k--)
            fraction = x + (k / fraction);
        return Density(x) / fraction;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var value = 0d;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            value = (value * x) + coefficients[i];
        return value;
    }
}
