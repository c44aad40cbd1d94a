using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Several bots' records as one: what the whole desk would have looked like.</summary>
internal static class Together
{
    /// <param name="deepest">The deepest fall of the sum, which the parts do not tell.</param>
    public static RunRecord Of(IReadOnlyList<RunRecord> parts, double deepest) => new()
    {
        From = parts.Min(p => p.From),
        To = parts.Max(p => p.To),
        StartEquity = parts.Sum(p => p.StartEquity),
        FinalEquity = parts.Sum(p => p.FinalEquity),
        Trades = [.. parts.SelectMany(p => p.Trades).OrderBy(t => t.Trade.ClosedAt)],
        OpenTrades = [.. parts.SelectMany(p => p.OpenTrades)],
        Days = Sum(parts, p => p.Days),
        BuyAndHold = Sum(parts, p => p.BuyAndHold),
        DeepestFall = deepest,
        InMarket = Covered([.. parts.SelectMany(p => p.Trades.Concat(p.OpenTrades).Select(t => (t.Trade.OpenedAt, t.Trade.ClosedAt ?? p.To)))]),
        Fees = parts.Sum(p => p.Fees),
        Turnover = parts.Sum(p => p.Turnover),
        Signals = parts.Sum(p => p.Signals),
        Orders = parts.Sum(p => p.Orders),
        OrdersInVain = parts.Sum(p => p.OrdersInVain),
        Refusals = parts.SelectMany(p => p.Refusals).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Sum(r => r.Value)),
    };

    /// <summary>
    /// The same for bots that came and went: counted on the capital of all places. What one that left has made or lost stays with the whole.
    /// There is nothing to buy and hold, since who is in changes.
    /// </summary>
    public static RunRecord OfRoster(IReadOnlyList<RunRecord> parts, double deepest, decimal capital)
    {
        var (whole, beside) = (Of(parts, deepest), capital - parts.Sum(p => p.StartEquity));
        return whole with
        {
            StartEquity = whole.StartEquity + beside,
            FinalEquity = whole.FinalEquity + beside,
            Days = [.. whole.Days.Select(d => d with { Equity = d.Equity + (double)beside })],
            BuyAndHold = [],
        };
    }

    /// <summary>The sum at every moment that any part knows; a part counts as what it last was, before its start as what it began with.</summary>
    private static List<EquitySample> Sum(IReadOnlyList<RunRecord> parts, Func<RunRecord, IReadOnlyList<EquitySample>> of)
    {
        var curves = parts.Select(of).Where(c => c.Count > 0).ToList();
        var (at, values) = (new int[curves.Count], curves.ConvertAll(c => c[0].Equity));
        var sum = new List<EquitySample>();
        foreach (var moment in curves.SelectMany(c => c.Select(s => s.At)).Distinct().Order())
        {
            for (var i = 0; i < curves.Count; i++)
            {
                while (at[i] < curves[i].Count && curves[i][at[i]].At <= moment)
                    values[i] = curves[i][at[i]++].Equity;
            }
            sum.Add(new EquitySample(moment, values.Sum()));
        }
        return sum;
    }

    /// <summary>How long at least one of these stretches lasts.</summary>
    private static TimeSpan Covered(List<(DateTimeOffset From, DateTimeOffset To)> stretches)
    {
        stretches.Sort();
        var (covered, until) = (TimeSpan.Zero, DateTimeOffset.MinValue);
        foreach (var (from, to) in stretches)
        {
            var start = from > until ? from : until;
            if (to > start)
                covered += to - start;
            until = to > until ? to : until;
        }
        return covered;
    }
}
