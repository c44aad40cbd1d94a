using System.Globalization;
using System.Text;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Trades and equity of a report as CSV: RFC 4180, points as decimal separators, times in ISO 8601 (UTC), shares as 0.01 for 1 %.</summary>
public static class ReportCsv
{
    public static string Trades(BacktestReport report)
    {
        var csv = new StringBuilder("id,bot,market,opened_at,closed_at,quantity,entry_price,exit_price,paid,received,fees,profit,profit_ratio,mae,mfe,by_guard,open_reason,close_reason\r\n");
        foreach (var t in report.Trades.Concat(report.OpenTrades))
        {
            Row(csv, t.Id, t.Bot, t.Market, Time(t.OpenedAt), t.ClosedAt is { } closed ? Time(closed) : "", t.Quantity, t.EntryPrice, t.ExitPrice, t.Paid, t.Received, t.Fees, t.Profit, t.ProfitRatio, t.Worst, t.Best, t.ByGuard ? "yes" : "no", t.OpenReason, t.CloseReason);
        }
        return csv.ToString();
    }

    public static string Equity(BacktestReport report)
    {
        var csv = new StringBuilder("at,equity,drawdown,buy_and_hold\r\n");
        var hold = report.BuyAndHold.ToDictionary(s => s.At, s => s.Equity);
        var peak = 0d;
        foreach (var sample in report.Equity)
        {
            peak = Math.Max(peak, sample.Equity);
            Row(csv, Time(sample.At), sample.Equity, peak > 0 ? 1 - (sample.Equity / peak) : 0, hold.TryGetValue(sample.At, out var held) ? held : null);
        }
        return csv.ToString();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder csv, params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
            csv.Append(i == 0 ? "" : ",").Append(Cell(cells[i]));
        csv.Append("\r\n");
    }

    // A cell that begins like a formula is made text: spreadsheets run what stands there, and reasons may come from documents of others.
    private static string Cell(object? value)
    {
        if (value is not string text)
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
            text = "'" + text;
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
