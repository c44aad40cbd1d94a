using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// Everything a run tells, as one document: it is stored, shown, compared and exported in this form, and its JSON is stable
/// (<see cref="ReportJson"/>). Figures are those of <see cref="MetricCatalogue"/> by their keys.
/// </summary>
public sealed record BacktestReport
{
    public const int CurrentVersion = 1;

    /// <summary>Days that the curves keep at most; longer ones keep every extreme.</summary>
    private const int MostSamples = 4_000;

    /// <summary>Falls below this are the rounding of dust, and no line of a table.</summary>
    private const double LeastFall = 0.0001;

    public int Version { get; init; } = CurrentVersion;

    public required ReportSubject Subject { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required IReadOnlyList<ReportWarning> Warnings { get; init; }

    public required IReadOnlyDictionary<string, Figure> Metrics { get; init; }

    /// <summary>The start, then each day's close.</summary>
    public required IReadOnlyList<EquitySample> Equity { get; init; }

    /// <summary>At the same moments; empty where there is none.</summary>
    public required IReadOnlyList<EquitySample> BuyAndHold { get; init; }

    /// <summary>The five deepest, deepest first.</summary>
    public required IReadOnlyList<Drawdown> Drawdowns { get; init; }

    public required MonthlyTable Months { get; init; }

    public required ReportBreakdown Breakdown { get; init; }

    /// <summary>Of profit / paid, in percent.</summary>
    public required Histogram TradeReturns { get; init; }

    /// <summary>Of monthly returns, in percent.</summary>
    public required Histogram MonthReturns { get; init; }

    /// <summary>What the same trades could have been with other luck; null below ten trades.</summary>
    public TradeResampling? Bootstrap { get; init; }

    /// <summary>The same trades in another order.</summary>
    public TradeResampling? Shuffle { get; init; }

    /// <summary>What the same settings make of histories drawn from the same candles; null where none were drawn.</summary>
    public OtherHistories? Histories { get; init; }

    /// <summary>What the risk gate refused, by its code.</summary>
    public required IReadOnlyDictionary<string, int> Refusals { get; init; }

    public required IReadOnlyList<ReportTrade> Trades { get; init; }

    public required IReadOnlyList<ReportTrade> OpenTrades { get; init; }

    /// <summary>Who was in when, where a universe decided it.</summary>
    public IReadOnlyList<ReportMember> Members { get; init; } = [];

    public Figure this[string key] => Metrics.TryGetValue(key, out var figure) ? figure : Figure.None("This report is of a version that did not tell it.");

    /// <exception cref="ArgumentException">The run has no day.</exception>
    public static BacktestReport Of(ReportSubject subject, RunRecord run, OtherHistories? histories = null, CancellationToken cancel = default)
    {
        var metrics = Performance.Metrics.Of(run);
        var curve = new EquityCurve(run.Days);
        decimal[] profits = [.. run.Trades.Select(t => t.Profit)];
        var months = MonthlyTable.Of(curve);
        return new()
        {
            Subject = subject,
            From = run.From,
            To = run.To,
            Warnings = [.. subject.Notes, .. ReportWarnings.Of(run, metrics, subject.AmbiguousCandles, subject.Candles), .. ReportWarnings.Of(histories)],
            Metrics = MetricCatalogue.Read(metrics),
            Equity = EquityCurve.Thin(run.Days, MostSamples),
            BuyAndHold = EquityCurve.Thin(run.BuyAndHold, MostSamples),
            Drawdowns = [.. metrics.Returns.Drawdowns.Worst(5).Where(d => d.Depth >= LeastFall)],
            Months = months,
            Breakdown = ReportBreakdown.Of(run, curve),
            TradeReturns = Histogram.Of([.. run.Trades.Select(t => 100 * (double)t.Trade.ProfitRatio)]),
            MonthReturns = Histogram.Of([.. months.Years.SelectMany(y => y.Months).OfType<double>().Select(m => 100 * m)]),
            Bootstrap = TradeResampling.Of(run.StartEquity, profits, ResamplingKind.Bootstrap, seed: subject.Seed, cancel: cancel),
            Shuffle = TradeResampling.Of(run.StartEquity, profits, ResamplingKind.Shuffle, seed: subject.Seed, cancel: cancel),
            Histories = histories,
            Refusals = run.Refusals,
            Trades = [.. run.Trades.Select(ReportTrade.Of)],
            OpenTrades = [.. run.OpenTrades.Select(ReportTrade.Of)],
        };
    }
}
