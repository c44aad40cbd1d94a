using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>The round trips of a run, grouped in every way a report tables them; and its days, weeks and months.</summary>
public sealed record ReportBreakdown
{
    public required IReadOnlyList<TradeGroup> BySymbol { get; init; }

    public required IReadOnlyList<TradeGroup> ByEntry { get; init; }

    public required IReadOnlyList<TradeGroup> ByExit { get; init; }

    public required IReadOnlyList<TradeGroup> ByEntryAndExit { get; init; }

    /// <summary>By the hour (UTC) of the entry.</summary>
    public required IReadOnlyList<TradeGroup> ByHour { get; init; }

    public required IReadOnlyList<TradeGroup> ByWeekday { get; init; }

    public required IReadOnlyList<PeriodResult> Days { get; init; }

    public required IReadOnlyList<PeriodResult> Weeks { get; init; }

    public required IReadOnlyList<PeriodResult> Months { get; init; }

    public static ReportBreakdown Of(RunRecord run, EquityCurve curve) => new()
    {
        BySymbol = TradeGroup.BySymbol(run.Trades),
        ByEntry = TradeGroup.ByEntry(run.Trades),
        ByExit = TradeGroup.ByExit(run.Trades),
        ByEntryAndExit = TradeGroup.ByEntryAndExit(run.Trades),
        ByHour = TradeGroup.ByHour(run.Trades),
        ByWeekday = TradeGroup.ByWeekday(run.Trades),
        Days = PeriodResult.Of(curve, run.Trades, PeriodKind.Day),
        Weeks = PeriodResult.Of(curve, run.Trades, PeriodKind.Week),
        Months = PeriodResult.Of(curve, run.Trades, PeriodKind.Month),
    };
}
