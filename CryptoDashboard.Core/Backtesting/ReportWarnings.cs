using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What is suspicious about a result, in words. The limits are customary, not laws; each sentence tells its numbers.</summary>
public static class ReportWarnings
{
    /// <param name="ambiguous">Candles in which a stop and a target, or two stops, were both reached, so that the worse order was assumed.</param>
    /// <param name="candles">Candles of the run, 0 where it is not known.</param>
    public static IReadOnlyList<ReportWarning> Of(RunRecord run, Metrics metrics, int ambiguous = 0, long candles = 0)
    {
        var warnings = new List<ReportWarning>();
        var trades = metrics.Trades;
        var days = metrics.Returns.Days;
        if (trades.Trades < Basis.Shown.Trades)
            warnings.Add(new("too-few-trades", trades.Trades == 0 ? "No trade was closed, so nothing is known about the strategy." : $"{trades.Trades} closed trades are few: with fewer than {Basis.Shown.Trades}, chance alone makes results like this one."));
        if (days < Basis.Shown.Days)
            warnings.Add(new("too-short", $"The run covers {days} days, one kind of market at best. Try a year or more."));
        if (trades.NetProfit > 0 && trades.LargestWin.Value is { } largest && largest > 0.5 * (double)trades.NetProfit && trades.Trades > 1)
            warnings.Add(new("one-trade", $"One trade made {largest / (double)trades.NetProfit:0 %} of the net profit; without it {(double)trades.NetProfit - largest:#,0.00} would be left."));
        if (OneMonth(run) is { } month)
            warnings.Add(month);
        if (metrics.Activity.FeeShare.Value is > 0.5 and var share)
            warnings.Add(new("fees", $"Fees took {share:0 %} of the gains. Fewer trades, or cheaper ones, would change the result more than better signals."));
        if (metrics.Activity.Exposure.Value is < 0.02 and var exposure && trades.Trades > 0)
            warnings.Add(new("rarely-in-market", $"Something was held for {exposure:0.0 %} of the time only; the result rests on a few moments."));
        if (metrics.Hold is { ExcessReturn.Value: < 0 and var behind, HoldReturn.Value: { } held } && metrics.Returns.TotalReturn.Value is { } own)
            warnings.Add(new("worse-than-holding", $"Buying at the start and holding would have made {held:+0.0 %;−0.0 %} instead of {own:+0.0 %;−0.0 %}: {-behind * 100:0.0} points more, with no work at all."));
        if (trades is { PValue.Value: > 0.05 and var chance, NetProfit: > 0 })
            warnings.Add(new("chance", $"A mean profit like this comes up by chance in {chance:0 %} of strategies without any edge; below 5 % is customary."));
        if (metrics.Activity.OpenProfit is var open && Math.Abs(open) > 0.5m * Math.Abs(run.FinalEquity - run.StartEquity) && run.OpenTrades.Count > 0 && run.FinalEquity != run.StartEquity)
            warnings.Add(new("still-open", $"{open:+#,0.00;−#,0.00} of the result is not booked: it belongs to what is still open."));
        if (ambiguous > 0)
            warnings.Add(new("ambiguous-candles", $"In {ambiguous:#,0} {(candles > 0 ? $"of {candles:#,0} " : "")}candles it cannot be known what was reached first; the worse was assumed. Shorter candles would tell."));
        return warnings;
    }

    /// <summary>What other histories have against the real one.</summary>
    internal static IEnumerable<ReportWarning> Of(OtherHistories? histories) => histories is { Rank: >= 0.95 and var rank }
        ? [new("kind-history", $"Of {histories.Runs:#,0} other histories drawn from the same candles {rank:0 %} end below this one: the result may rest on the one course that prices took.")]
        : [];

    private static ReportWarning? OneMonth(RunRecord run)
    {
        var months = PeriodResult.Of(new EquityCurve(run.Days), [], PeriodKind.Month);
        var total = months.Sum(m => m.EquityChange);
        return months.Count < 3 || total <= 0 || months.MaxBy(m => m.EquityChange) is not { } best || best.EquityChange < 0.8 * total
            ? null
            : new("one-month", $"{best.From:MMMM yyyy} made {best.EquityChange / total:0 %} of the whole gain; the other {months.Count - 1} months together made {total - best.EquityChange:+#,0.00;−#,0.00;0.00}.");
    }
}
