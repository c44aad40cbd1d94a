using System.Globalization;
using System.Text;

namespace CryptoDashboard.Core.Fills;

/// <summary>
/// How often which spread was seen, in steps of 10 %: a day of minutes in a few hundred bytes, and quantiles to within 5 %. From 0.0001 % of
/// the price to 20 %; what lies outside counts as the nearest.
/// </summary>
public sealed class SpreadHistogram
{
    private const int Steps = 128;
    private const double Least = 1e-6;
    private const double Step = 1.1;

    private readonly double[] _counts = new double[Steps];

    /// <summary>What was counted; a whole number unless histograms were weighed.</summary>
    public double Count { get; private set; }

    /// <param name="spread">Ask less bid as a share of the middle, above zero.</param>
    public void Add(double spread)
    {
        var step = Math.Clamp((int)Math.Floor(Math.Log(spread / Least) / Math.Log(Step)), 0, Steps - 1);
        _counts[step]++;
        Count++;
    }

    /// <summary>Adds what another one counted, times a weight.</summary>
    public void Add(SpreadHistogram other, double weight = 1)
    {
        for (var i = 0; i < Steps; i++)
            _counts[i] += other._counts[i] * weight;
        Count += other.Count * weight;
    }

    /// <summary>The spread that a share of all seen stays at or below; NaN where nothing was counted.</summary>
    public double Quantile(double share)
    {
        if (Count == 0)
            return double.NaN;
        var left = share * Count;
        var last = 0;
        for (var i = 0; i < Steps; i++)
        {
            if (_counts[i] == 0)
                continue;
            last = i;
            left -= _counts[i];
            if (left <= 1e-9 * Count)
                break;
        }
        // The middle of the step, by ratio.
        return Least * Math.Pow(Step, last + 0.5);
    }

    /// <summary>As <c>step:count</c>, with blanks between: 53:1200 54:240.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Steps; i++)
        {
            if (_counts[i] > 0)
                text.Append(text.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{i}:{_counts[i]:0}");
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">It is no such text.</exception>
    public static SpreadHistogram Parse(string text)
    {
        var histogram = new SpreadHistogram();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':') is not [var step, var count] || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= Steps
                || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            {
                throw new FormatException($"'{part}' is no step of spreads: step:count is expected.");
            }
            histogram._counts[at] += seen;
            histogram.Count += seen;
        }
        return histogram;
    }
}
