using System.Text;
using CryptoDashboard.Core.Backtesting;

namespace CryptoDashboard.Backtests;

/// <summary>Reports to take away: JSON, CSV of trades and of equity, and one self-contained page.</summary>
internal static class BacktestFiles
{
    public static void MapBacktestFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet(Urls.Backtests + "/{id:int}/report.json", (int id, IBacktestStore store, CancellationToken cancel) => File(id, store, "report.json", "application/json", ReportJson.Write, cancel));
        app.MapGet(Urls.Backtests + "/{id:int}/report.html", (int id, IBacktestStore store, CancellationToken cancel) => File(id, store, "report.html", "text/html; charset=utf-8", ReportHtml.Write, cancel));
        app.MapGet(Urls.Backtests + "/{id:int}/trades.csv", (int id, IBacktestStore store, CancellationToken cancel) => File(id, store, "trades.csv", "text/csv; charset=utf-8", ReportCsv.Trades, cancel));
        app.MapGet(Urls.Backtests + "/{id:int}/equity.csv", (int id, IBacktestStore store, CancellationToken cancel) => File(id, store, "equity.csv", "text/csv; charset=utf-8", ReportCsv.Equity, cancel));
    }

    // Always as a download: the page has a policy of its own, which the desk's would meddle with.
    private static async Task<IResult> File(int id, IBacktestStore store, string name, string type, Func<BacktestReport, string> write, CancellationToken cancel) =>
        await store.Report(id, cancel) is { } report
            ? Results.File(Encoding.UTF8.GetBytes(write(report)), type, $"backtest-{id}-{name}")
            : Results.NotFound();
}
