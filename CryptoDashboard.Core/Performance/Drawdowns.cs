namespace CryptoDashboard.Core.Performance;

/// <summary>Every fall of an equity curve, and how deep it was under water at each sample.</summary>
public sealed record Drawdowns
{
    /// <summary>In the order of time.</summary>
    public required IReadOnlyList<Drawdown> All { get; init; }

    /// <summary>d_t = 1 − E_t / max E_s, s ≤ t, for each sample of the curve: 0 at a peak, 0.2 is 20 % below.</summary>
    public required IReadOnlyList<double> UnderWater { get; init; }

    /// <summary>The deepest, or null where equity never fell. The first of equally deep ones.</summary>
    public Drawdown? Deepest => All.MaxBy(d => d.Depth);

    /// <summary>The deepest depth, 0 where equity never fell.</summary>
    public double Max => Deepest?.Depth ?? 0;

    /// <summary>The longest time under water, in days.</summary>
    public double LongestDays => All.Count == 0 ? 0 : All.Max(d => d.Days);

    /// <summary>Martin and McCann's ulcer index: 100 √mean(d²) over all samples, in percent.</summary>
    public double UlcerIndex => 100 * Math.Sqrt(UnderWater.Sum(d => d * d) / UnderWater.Count);

    /// <summary>The deepest few, deepest first.</summary>
    public IReadOnlyList<Drawdown> Worst(int count) => [.. All.OrderByDescending(d => d.Depth).Take(count)];

    public static Drawdowns Of(EquityCurve curve)
    {
        var all = new List<Drawdown>();
        var under = new double[curve.Samples.Count];
        var (peak, trough) = (curve.First, curve.First);
        for (var i = 0; i < under.Length; i++)
        {
            var sample = curve.Samples[i];
            if (sample.Equity >= peak.Equity)
            {
                if (trough.Equity < peak.Equity)
                    all.Add(new(peak.At, peak.Equity, trough.At, trough.Equity, sample.At, sample.At));
                (peak, trough) = (sample, sample);
                continue;
            }
            if (sample.Equity < trough.Equity)
                trough = sample;
            under[i] = peak.Equity > 0 ? 1 - (sample.Equity / peak.Equity) : 0;
        }
        if (trough.Equity < peak.Equity)
            all.Add(new(peak.At, peak.Equity, trough.At, trough.Equity, null, curve.Last.At));
        return new() { All = all, UnderWater = under };
    }
}
