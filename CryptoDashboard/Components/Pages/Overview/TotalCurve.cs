using CryptoDashboard.Core.Bots;

namespace CryptoDashboard.Components.Pages.Overview;

/// <summary>Adds the equity curves of several bots up.</summary>
internal static class TotalCurve
{
    private const int MaxPoints = 400;

    /// <summary>
    /// At each hour in which any bot has a point, the sum of every bot's latest equity; a bot counts with its capital before its first
    /// point, so that a new bot is no jump of profit. Thinned evenly to what a chart can show, the last point kept.
    /// </summary>
    public static IReadOnlyList<EquityPoint> Of(IReadOnlyDictionary<int, decimal> capital, IReadOnlyList<EquityPoint> points)
    {
        var latest = new Dictionary<int, decimal>(capital);
        var total = new List<EquityPoint>();
        foreach (var hour in points.GroupBy(p => p.At.ToUnixTimeSeconds() / 3600).OrderBy(g => g.Key))
        {
            var at = DateTimeOffset.MinValue;
            foreach (var point in hour)
                (latest[point.BotId], at) = (point.Equity, point.At);
            total.Add(new EquityPoint { BotId = 0, At = at, Equity = latest.Values.Sum() });
        }
        return Thin(total);
    }

    /// <summary>At most as many points as a chart can show, evenly chosen, with the first and the last.</summary>
    public static IReadOnlyList<EquityPoint> Thin(IReadOnlyList<EquityPoint> points)
    {
        if (points.Count <= MaxPoints)
            return points;
        var step = (points.Count - 1) / (double)(MaxPoints - 1);
        return [.. Enumerable.Range(0, MaxPoints).Select(i => points[(int)Math.Round(i * step)])];
    }
}
