namespace CryptoDashboard.Core.Backtesting;

/// <summary>One backtest as lists show it: what was asked, where it stands, and the figures it is sorted by. The report is kept apart.</summary>
public sealed record BacktestRecord
{
    /// <summary>Given by the database.</summary>
    public int Id { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    public required string Name { get; init; }

    /// <summary>Markets as text, the first ones of many.</summary>
    public required string Markets { get; init; }

    public required string Timeframe { get; init; }

    public required string Strategy { get; init; }

    /// <summary>A <see cref="BacktestRequest"/> as JSON.</summary>
    public required string Request { get; init; }

    public BacktestStatus Status { get; init; } = BacktestStatus.Waiting;

    /// <summary>Why it has no report, as a sentence.</summary>
    public string? Fault { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Shares and ratios of the report; null where it refused them, or has none yet.</summary>
    public double? TotalReturn { get; init; }

    public double? HoldReturn { get; init; }

    public double? MaxDrawdown { get; init; }

    public double? Sharpe { get; init; }

    public double? ProfitFactor { get; init; }

    public double? WinRate { get; init; }

    public int Trades { get; init; }

    public int Warnings { get; init; }

    public long Candles { get; init; }

    public double TookSeconds { get; init; }

    public bool IsUnfinished => Status is BacktestStatus.Waiting or BacktestStatus.Running;

    /// <summary>This record with the headline of its report.</summary>
    public BacktestRecord With(BacktestReport report) => this with
    {
        Status = BacktestStatus.Done,
        Fault = null,
        From = report.From,
        To = report.To,
        TotalReturn = report["totalReturn"].Value,
        HoldReturn = report["holdReturn"].Value,
        MaxDrawdown = report["maxDrawdown"].Value,
        Sharpe = report["sharpe"].Value,
        ProfitFactor = report["profitFactor"].Value,
        WinRate = report["winRate"].Value,
        Trades = report.Trades.Count,
        Warnings = report.Warnings.Count,
        Candles = report.Subject.Candles,
        TookSeconds = report.Subject.Took.TotalSeconds,
    };
}
