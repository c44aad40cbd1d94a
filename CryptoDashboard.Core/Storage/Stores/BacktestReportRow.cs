namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>The report of a backtest, packed; apart from the row that lists read, since it may be megabytes.</summary>
internal sealed record BacktestReportRow
{
    public required int BacktestId { get; init; }

    /// <summary>As <see cref="Backtesting.ReportJson.Pack"/> makes it.</summary>
    public required byte[] Packed { get; init; }
}
