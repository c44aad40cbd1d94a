namespace CryptoDashboard.Core.Listing;

/// <summary>Thins a line so that it looks the same.</summary>
public static class DownSample
{
    /// <summary>
    /// Largest-triangle-three-buckets (S. Steinarsson, "Downsampling Time Series for Visual Representation", 2013): keeps the first and last
    /// point and, of each bucket between, the one that makes the largest triangle with its neighbours.
    /// </summary>
    /// <param name="points">How many are kept; 3 or more.</param>
    public static IReadOnlyList<T> Keep<T>(IReadOnlyList<T> line, int points, Func<T, double> x, Func<T, double> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        if (line.Count <= points)
            return line;
        var kept = new List<T>(points) { line[0] };
        var size = (line.Count - 2.0) / (points - 2);
        var last = 0;
        for (var bucket = 0; bucket < points - 2; bucket++)
        {
            var (from, to) = ((int)(bucket * size) + 1, (int)((bucket + 1) * size) + 1);
            var (nextFrom, nextTo) = (to, Math.Min((int)((bucket + 2) * size) + 1, line.Count));
            var (meanX, meanY) = (0.0, 0.0);
            for (var i = nextFrom; i < nextTo; i++)
                (meanX, meanY) = (meanX + (x(line[i]) / (nextTo - nextFrom)), meanY + (y(line[i]) / (nextTo - nextFrom)));
            var (best, largest) = (from, -1.0);
            for (var i = from; i < to; i++)
            {
                var area = Math.Abs(((x(line[last]) - meanX) * (y(line[i]) - y(line[last]))) - ((x(line[last]) - x(line[i])) * (meanY - y(line[last]))));
                if (area > largest)
                    (best, largest) = (i, area);
            }
            kept.Add(line[best]);
            last = best;
        }
        kept.Add(line[^1]);
        return kept;
    }
}
