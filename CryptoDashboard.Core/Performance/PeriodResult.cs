namespace CryptoDashboard.Core.Performance;

/// <summary>One day, week, month or year of a run: what equity did, and the round trips that closed in it.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Return">Equity at its last close over that at the last close before it, minus 1.</param>
/// <param name="EquityChange">The same in quote units.</param>
/// <param name="Profit">Of the round trips closed in it, net; quote units.</param>
/// <param name="ProfitFactor">Σ wins / |Σ losses|.</param>
public sealed record PeriodResult(DateOnly From, double Return, double EquityChange, int Trades, int Wins, int Draws, int Losses, decimal Profit, Figure ProfitFactor, decimal Fees)
{
    /// <summary>In the order of time; only periods with a sample or a closed round trip.</summary>
    public static IReadOnlyList<PeriodResult> Of(EquityCurve curve, IReadOnlyList<FinishedTrade> trades, PeriodKind kind)
    {
        var returns = Returns(curve, kind);
        var closed = trades.Where(t => t.Trade.ClosedAt is not null).ToLookup(t => First(DateOnly.FromDateTime(t.Trade.ClosedAt!.Value.UtcDateTime), kind));
        return [.. returns.Keys.Union(closed.Select(g => g.Key)).Order().Select(from => Of(from, returns.GetValueOrDefault(from), [.. closed[from]]))];
    }

    internal static Dictionary<DateOnly, (double Return, double Change)> Returns(EquityCurve curve, PeriodKind kind)
    {
        var results = new Dictionary<DateOnly, (double Return, double Change)>();
        var before = curve.First.Equity;
        foreach (var group in curve.Samples.Skip(1).GroupBy(s => First(EquityCurve.DayOf(s), kind)))
        {
            var last = group.Last().Equity;
            results[group.Key] = (before > 0 ? (last / before) - 1 : 0, last - before);
            before = last;
        }
        return results;
    }

    internal static DateOnly First(DateOnly day, PeriodKind kind) => kind switch
    {
        PeriodKind.Day => day,
        PeriodKind.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        PeriodKind.Month => new(day.Year, day.Month, 1),
        _ => new(day.Year, 1, 1),
    };

    private static PeriodResult Of(DateOnly from, (double Return, double Change) equity, List<FinishedTrade> trades)
    {
        var (wins, losses) = (trades.Where(t => t.Profit > 0).ToList(), trades.Where(t => t.Profit < 0).ToList());
        return new(from, equity.Return, equity.Change, trades.Count, wins.Count, trades.Count - wins.Count - losses.Count, losses.Count, trades.Sum(t => t.Profit),
            Figure.Quotient((double)wins.Sum(t => t.Profit), -(double)losses.Sum(t => t.Profit), "No trade lost."), trades.Sum(t => t.Trade.Fees));
    }
}
