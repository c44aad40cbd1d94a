namespace CryptoDashboard.Core.Performance;

/// <summary>Equity over time: the start, then one sample at each day's close (UTC). Where equity reached zero the curve is over: later returns are 0.</summary>
public sealed class EquityCurve
{
    /// <exception cref="ArgumentException">No sample, one that is not a number, or one not later than the one before.</exception>
    public EquityCurve(IReadOnlyList<EquitySample> samples)
    {
        if (samples.Count == 0)
            throw new ArgumentException("A curve needs at least its start.", nameof(samples));
        var returns = new double[samples.Count - 1];
        for (var i = 0; i < samples.Count; i++)
        {
            if (!double.IsFinite(samples[i].Equity))
                throw new ArgumentException($"The equity at {samples[i].At:O} is not a number.", nameof(samples));
            if (i == 0)
                continue;
            if (samples[i].At <= samples[i - 1].At)
                throw new ArgumentException($"The sample at {samples[i].At:O} is not later than the one before it.", nameof(samples));
            returns[i - 1] = samples[i - 1].Equity > 0 ? Math.Max(-1, (samples[i].Equity / samples[i - 1].Equity) - 1) : 0;
        }
        Samples = samples;
        Returns = returns;
    }

    public IReadOnlyList<EquitySample> Samples { get; }

    /// <summary>r_t = E_t / E_(t−1) − 1, one fewer than samples; −1 at worst.</summary>
    public IReadOnlyList<double> Returns { get; }

    public EquitySample First => Samples[0];

    public EquitySample Last => Samples[^1];

    /// <summary>Days from the first sample to the last.</summary>
    public double Days => (Last.At - First.At).TotalDays;

    /// <summary>E_N / E_0 − 1; NaN where the start is not above zero.</summary>
    public double TotalReturn => First.Equity > 0 ? (Last.Equity / First.Equity) - 1 : double.NaN;

    /// <summary>
    /// The period a sample closes: one taken at 00:00 is the close of the day before. The very first sample is the start and closes none.
    /// </summary>
    public static DateOnly DayOf(EquitySample sample) => DateOnly.FromDateTime(sample.At.UtcDateTime.AddTicks(-1));

    /// <summary>At most this many samples, evenly, with the first, the last and every stretch's lowest and highest kept.</summary>
    public static IReadOnlyList<EquitySample> Thin(IReadOnlyList<EquitySample> samples, int most)
    {
        if (samples.Count <= most || most < 4)
            return samples;
        var thin = new List<EquitySample>(most) { samples[0] };
        var buckets = (most - 2) / 2;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var (from, to) = (1 + (int)((long)bucket * (samples.Count - 2) / buckets), 1 + (int)((long)(bucket + 1) * (samples.Count - 2) / buckets));
            var (low, high) = (from, from);
            for (var i = from; i < to; i++)
            {
                low = samples[i].Equity < samples[low].Equity ? i : low;
                high = samples[i].Equity > samples[high].Equity ? i : high;
            }
            thin.Add(samples[Math.Min(low, high)]);
            if (low != high)
                thin.Add(samples[Math.Max(low, high)]);
        }
        thin.Add(samples[^1]);
        return thin;
    }
}
