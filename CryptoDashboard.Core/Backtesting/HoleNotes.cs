using CryptoDashboard.Core.Candles;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What missing candles mean for a result, in words.</summary>
public static class HoleNotes
{
    private const int MostNamed = 3;

    /// <param name="series">What the strategies were fed; of each only the stretch between the two moments is looked at.</param>
    public static IReadOnlyList<ReportWarning> Of(IEnumerable<CandleSeries> series, DateTimeOffset? from, DateTimeOffset? to) =>
        [.. series.Select(s => Of(s, s.Gaps(from, to))).OfType<ReportWarning>()];

    private static ReportWarning? Of(CandleSeries series, IReadOnlyList<CandleGap> gaps)
    {
        if (gaps.Count == 0)
            return null;
        var missing = gaps.Sum(g => g.Missing);
        var most = gaps.Max(g => g.Missing);
        // Beside a hole of months one of hours is no news.
        var longest = gaps.Where(g => g.Missing * 20 >= most).OrderByDescending(g => g.Missing).Take(MostNamed).OrderBy(g => g.From).ToList();
        var named = string.Join(", ", longest.Select(g => $"{g.From:yyyy-MM-dd HH:mm} to {g.To:yyyy-MM-dd HH:mm}"));
        return new ReportWarning(
            "candles-missing",
            $"{missing:#,0} {series.Timeframe} candles of {series.Market} are missing in {(gaps.Count == 1 ? "one hole" : $"{gaps.Count:#,0} holes")}{(gaps.Count > longest.Count ? ", above all" : "")}: {named} UTC. "
            + "The strategy saw the candle after a hole as if it followed the one before, and orders waited through it. Import or backfill what is missing.");
    }
}
