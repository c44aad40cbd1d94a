using System.Text;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>The tables of an exported report: drawdowns, and trades by everything they can be grouped by.</summary>
internal static class ReportTables
{
    private const int MostRows = 60;

    public static void Write(StringBuilder html, BacktestReport report)
    {
        Drawdowns(html, report.Drawdowns);
        var breakdown = report.Breakdown;
        Groups(html, "By symbol", breakdown.BySymbol);
        Groups(html, "By entry reason", breakdown.ByEntry);
        Groups(html, "By exit reason", breakdown.ByExit);
        Groups(html, "By entry and exit", breakdown.ByEntryAndExit);
        Groups(html, "By hour of entry (UTC)", breakdown.ByHour);
        Groups(html, "By weekday of entry (UTC)", breakdown.ByWeekday);
        Periods(html, "By month", breakdown.Months);
        Periods(html, "By week", breakdown.Weeks);
        Periods(html, "By day", breakdown.Days);
    }

    private static void Drawdowns(StringBuilder html, IReadOnlyList<Drawdown> drawdowns)
    {
        if (drawdowns.Count == 0)
            return;
        html.Append("<section><h2>Deepest drawdowns</h2><table><tr><th class=\"n\">Depth</th><th class=\"n\">Money</th><th>Peak</th><th>Trough</th><th>Recovered</th><th class=\"n\">To trough</th><th class=\"n\">Under water</th></tr>");
        foreach (var d in drawdowns)
        {
            html.Append($"<tr><td class=\"n\">{ReportText.Share(d.Depth)}</td><td class=\"n\">{ReportText.Money(d.Loss)}</td><td>{ReportHtml.Minute(d.PeakAt)}</td><td>{ReportHtml.Minute(d.TroughAt)}</td>")
                .Append($"<td>{(d.RecoveredAt is { } back ? ReportHtml.Minute(back) : "not yet")}</td><td class=\"n\">{d.DaysToTrough:0.#} d</td><td class=\"n\">{d.Days:0.#} d</td></tr>");
        }
        html.Append("</table></section>");
    }

    private static void Groups(StringBuilder html, string title, IReadOnlyList<TradeGroup> groups)
    {
        if (groups.Count == 0)
            return;
        html.Append($"<section><h2>{title}</h2><table><tr><th></th><th class=\"n\">Trades</th><th class=\"n\">Won</th><th class=\"n\">Drawn</th><th class=\"n\">Lost</th><th class=\"n\">Win rate</th><th class=\"n\">Profit</th><th class=\"n\">Average</th><th class=\"n\">Best</th><th class=\"n\">Worst</th><th class=\"n\">Held</th><th class=\"n\">Fees</th></tr>");
        foreach (var g in groups.Take(MostRows))
        {
            html.Append($"<tr><td>{ReportHtml.Text(g.Name)}</td><td class=\"n\">{g.Trades}</td><td class=\"n\">{g.Wins}</td><td class=\"n\">{g.Draws}</td><td class=\"n\">{g.Losses}</td><td class=\"n\">{ReportText.Share(g.WinRate)}</td><td class=\"n{ReportHtml.Tone((double)g.Profit)}\">{ReportText.Money((double)g.Profit)}</td>")
                .Append($"<td class=\"n\">{ReportText.Share(g.AverageRatio)}</td><td class=\"n\">{ReportText.Share(g.Best)}</td><td class=\"n\">{ReportText.Share(g.Worst)}</td><td class=\"n\">{ReportText.Span(g.AverageTime)}</td><td class=\"n\">{ReportText.Money((double)g.Fees)}</td></tr>");
        }
        html.Append("</table>").Append(groups.Count > MostRows ? $"<p class=\"quiet\">The first {MostRows} of {groups.Count}.</p></section>" : "</section>");
    }

    private static void Periods(StringBuilder html, string title, IReadOnlyList<PeriodResult> periods)
    {
        html.Append($"<section><details><summary>{title}</summary><table><tr><th>From</th><th class=\"n\">Return</th><th class=\"n\">Equity</th><th class=\"n\">Trades</th><th class=\"n\">Won</th><th class=\"n\">Drawn</th><th class=\"n\">Lost</th><th class=\"n\">Booked</th><th class=\"n\">Fees</th></tr>");
        foreach (var p in periods)
        {
            html.Append($"<tr><td>{p.From:yyyy-MM-dd}</td><td class=\"n{ReportHtml.Tone(p.Return)}\">{ReportText.Share(p.Return)}</td><td class=\"n\">{ReportText.Money(p.EquityChange)}</td><td class=\"n\">{p.Trades}</td><td class=\"n\">{p.Wins}</td><td class=\"n\">{p.Draws}</td><td class=\"n\">{p.Losses}</td>")
                .Append($"<td class=\"n\">{ReportText.Money((double)p.Profit)}</td><td class=\"n\">{ReportText.Money((double)p.Fees)}</td></tr>");
        }
        html.Append("</table></details></section>");
    }
}
