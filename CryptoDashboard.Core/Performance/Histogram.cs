namespace CryptoDashboard.Core.Performance;

/// <summary>One bar: values from <paramref name="From"/> up to, but not including, <paramref name="To"/>; the last bar includes it.</summary>
public readonly record struct HistogramBar(double From, double To, int Count);

/// <summary>How values spread. Zero is always an edge, so that no bar mixes wins with losses.</summary>
public sealed record Histogram(IReadOnlyList<HistogramBar> Bars)
{
    /// <param name="most">Bars at most, about.</param>
    public static Histogram Of(IReadOnlyList<double> values, int most = 40)
    {
        if (values.Count == 0)
            return new([]);
        var (low, high) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        if (high == low)
            return new([new(0, 0, values.Count)]);
        var width = NiceWidth((high - low) / Math.Min(most, Math.Max(6, (int)Math.Sqrt(values.Count) * 2)));
        var (first, last) = ((int)Math.Floor(low / width), (int)Math.Floor(high / width));
        var counts = new int[last - first + 1];
        foreach (var value in values)
            counts[Math.Clamp((int)Math.Floor(value / width) - first, 0, counts.Length - 1)]++;
        return new([.. counts.Select((count, i) => new HistogramBar((first + i) * width, (first + i + 1) * width, count))]);
    }

    private static double NiceWidth(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 };
    }
}
