using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// A report as one HTML file that needs nothing else: its style, its drawings and its tables are inside. It allows itself its own style
/// sheet by its hash and nothing more: no script, no picture, no address of anybody. Light or dark as the reader's system is.
/// </summary>
public static class ReportHtml
{
    /// <summary>Trades a page lists at most; the CSV has all.</summary>
    public const int MostTrades = 2_000;

    private static readonly string[] Tiles = ["totalReturn", "cagr", "maxDrawdown", "sharpe", "sortino", "profitFactor", "winRate", "trades", "expectancy", "exposure", "fees", "excessReturn"];
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static string Write(BacktestReport report)
    {
        var html = new StringBuilder();
        var policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyle.Sheet)))}'; base-uri 'none'; form-action 'none'";
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><title>{Text(report.Subject.Name)} · backtest</title><style>").Append(ReportStyle.Sheet).Append("</style></head><body><main>");
        Head(html, report);
        Fills(html, report);
        Curves(html, report);
        Histories(html, report);
        Months(html, report);
        Figures(html, report);
        ReportTables.Write(html, report);
        Members(html, report);
        Trades(html, report);
        Settings(html, report);
        return html.Append("</main></body></html>").ToString();
    }

    internal static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    internal static string Tone(double value) => value switch { > 0 => " up", < 0 => " down", _ => "" };

    internal static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static void Head(StringBuilder html, BacktestReport report)
    {
        html.Append($"<h1>{Text(report.Subject.Name)}</h1><p class=\"quiet\">{Minute(report.From)} to {Minute(report.To)} UTC · {report.Subject.Candles:#,0} candles · made {Minute(report.Subject.MadeAt)} UTC in {ReportText.Span(report.Subject.Took)} · money in {Text(report.Subject.Currency)}</p>");
        if (report.Warnings.Count > 0)
            html.Append("<ul class=\"warn\">").AppendJoin("", report.Warnings.Select(w => $"<li>{Text(w.Sentence)}</li>")).Append("</ul>");
        html.Append("<div class=\"tiles\">");
        foreach (var metric in Tiles.Select(MetricCatalogue.Get))
        {
            var tone = ReportText.Tone(metric, report[metric.Key]) switch { > 0 => " class=\"up\"", < 0 => " class=\"down\"", _ => "" };
            html.Append($"<div class=\"tile\" title=\"{Text(report[metric.Key].Refusal ?? metric.Meaning)}\"><span>{Text(metric.Title)}</span><b{tone}>{ReportText.Of(metric, report[metric.Key])}</b></div>");
        }
        html.Append("</div>");
    }

    private static void Fills(StringBuilder html, BacktestReport report)
    {
        if (report.Subject.Learnt is not { } learnt)
            return;
        html.Append($"<section><h2>With fills as learnt</h2><p>{Text(learnt.Sentence(report.Subject.Currency))}</p><table><tr><th>Fills</th><th class=\"n\">Final equity</th><th class=\"n\">Return</th><th class=\"n\">Max drawdown</th><th class=\"n\">Trades</th><th class=\"n\">Fees</th></tr>");
        foreach (var outcome in learnt.Outcomes)
        {
            html.Append($"<tr><td>{FillWords.Title(outcome.Level)}</td><td class=\"n\">{ReportText.Money((double)outcome.FinalEquity)}</td><td class=\"n{Tone(outcome.TotalReturn)}\">{ReportText.Share(outcome.TotalReturn)}</td>")
                .Append($"<td class=\"n\">{ReportText.Share(outcome.MaxDrawdown)}</td><td class=\"n\">{outcome.Trades:#,0}</td><td class=\"n\">{ReportText.Money((double)outcome.Fees)}</td></tr>");
        }
        html.Append("</table></section>");
    }

    private static void Curves(StringBuilder html, BacktestReport report)
    {
        html.Append("<section><h2>Equity<span class=\"key k1\"></span>run");
        if (report.BuyAndHold.Count > 1)
            html.Append("<span class=\"key k2\"></span>buy-and-hold");
        html.Append("</h2>").Append(ReportCharts.Equity([("run", report.Equity), ("buy-and-hold", report.BuyAndHold)])).Append("</section><section><h2>Drawdown</h2>").Append(ReportCharts.Drawdown(report.Equity)).Append("</section>");
        if (report.Trades.Count > 0)
        {
            html.Append("<div class=\"two\"><section><h2>Profit of trades</h2>").Append(ReportCharts.Bars("Distribution of the profit of trades, in percent", report.TradeReturns))
                .Append("</section><section><h2>Monthly returns</h2>").Append(ReportCharts.Bars("Distribution of monthly returns, in percent", report.MonthReturns))
                .Append("</section></div><div class=\"two\"><section><h2>Profit over adverse excursion (MAE)</h2>").Append(ReportCharts.Excursions(report.Trades, favourable: false))
                .Append("</section><section><h2>Profit over favourable excursion (MFE)</h2>").Append(ReportCharts.Excursions(report.Trades, favourable: true)).Append("</section></div>");
        }
        if (report.Bootstrap is { } drawn)
        {
            html.Append($"<section><h2>The same trades with other luck</h2><p class=\"quiet\">{drawn.Runs:#,0} runs of as many trades, drawn with putting back, seed {drawn.Seed}. {drawn.ProbabilityOfLoss:0.0 %} end below the start; {drawn.ProbabilityOfHalving:0.0 %} fall to half at some time.</p>")
                .Append(ReportCharts.Fan(drawn)).Append("<table><tr><th></th><th class=\"n\">P5</th><th class=\"n\">P25</th><th class=\"n\">P50</th><th class=\"n\">P75</th><th class=\"n\">P95</th></tr>")
                .Append(BandRow("Final equity", drawn.FinalEquity, ReportText.Money)).Append(BandRow("Max drawdown", drawn.MaxDrawdown, ReportText.Share))
                .Append(report.Shuffle is { } shuffled ? BandRow("Max drawdown in another order", shuffled.MaxDrawdown, ReportText.Share) : "").Append("</table></section>");
        }
    }

    private static void Histories(StringBuilder html, BacktestReport report)
    {
        if (report.Histories is not { } histories)
            return;
        html.Append($"<section><h2>Other histories<span class=\"key k1\"></span>median<span class=\"key k2\"></span>what happened</h2><p class=\"quiet\">{Text(string.Join(' ', histories.Sentences))} Seed {histories.Seed}.</p>")
            .Append(ReportCharts.Fan(histories, report.Equity)).Append("<table><tr><th></th><th class=\"n\">P5</th><th class=\"n\">P25</th><th class=\"n\">P50</th><th class=\"n\">P75</th><th class=\"n\">P95</th></tr>")
            .Append(BandRow("Final equity", histories.FinalEquity, ReportText.Money)).Append(BandRow("Max drawdown", histories.MaxDrawdown, ReportText.Share))
            .Append(BandRow("Closed trades", histories.Trades, v => v.ToString("#,0"))).Append("</table></section>");
    }

    private static string BandRow(string name, Band band, Func<double, string> write) =>
        $"<tr><td>{name}</td>{string.Concat(new[] { band.P5, band.P25, band.P50, band.P75, band.P95 }.Select(v => $"<td class=\"n\">{write(v)}</td>"))}</tr>";

    private static void Months(StringBuilder html, BacktestReport report)
    {
        html.Append("<section><h2>Months</h2><table class=\"heat\"><tr><th></th>").AppendJoin("", MonthNames.Select(m => $"<th class=\"n\">{m}</th>")).Append("<th class=\"n\">Year</th></tr>");
        foreach (var year in report.Months.Years)
        {
            html.Append($"<tr><th>{year.Year}</th>").AppendJoin("", year.Months.Select(m => m is { } value ? $"<td class=\"{Heat(value)}\">{ReportText.Share(value)}</td>" : "<td></td>"))
                .Append($"<td class=\"n{Tone(year.Total)}\">{ReportText.Share(year.Total)}</td></tr>");
        }
        html.Append("</table></section>");
    }

    /// <summary>Class of a cell: h above zero and l below, 1 to 3 by size; the steps are 0, 3 and 10 %.</summary>
    private static string Heat(double value) => value == 0 ? "n" : (value > 0 ? "h" : "l") + Math.Abs(value) switch { < 0.03 => "1", < 0.10 => "2", _ => "3" };

    private static void Figures(StringBuilder html, BacktestReport report)
    {
        html.Append("<div class=\"two\">");
        foreach (var group in MetricCatalogue.All.GroupBy(m => m.Group))
        {
            html.Append($"<section><h2>{Title(group.Key)}</h2><table>");
            foreach (var metric in group)
            {
                var figure = report[metric.Key];
                html.Append($"<tr><td title=\"{Text(metric.Meaning)}\">{Text(metric.Title)}</td>").Append(figure.Refusal is { } why ? $"<td class=\"why\">{Text(why)}</td></tr>" : $"<td class=\"n\">{ReportText.Of(metric, figure)}</td></tr>");
            }
            html.Append("</table></section>");
        }
        html.Append("</div>");
    }

    private static void Members(StringBuilder html, BacktestReport report)
    {
        if (report.Members.Count == 0)
            return;
        html.Append("<section><h2>Who belonged when</h2><table><tr><th>Market</th><th>Joined</th><th>Because</th><th>Left</th><th>Because</th><th>Stopped</th><th class=\"n\">Trades</th><th class=\"n\">Profit</th></tr>");
        foreach (var m in report.Members)
        {
            html.Append($"<tr><td>{Text(m.Market)}</td><td>{Minute(m.JoinedAt)}</td><td>{Text(m.JoinedBecause)}</td><td>{(m.LeftAt is { } left ? Minute(left) : "")}</td><td>{Text(m.LeftBecause)}</td><td>{(m.StoppedAt is { } stopped ? Minute(stopped) : "")}</td>")
                .Append($"<td class=\"n\">{m.Trades}</td><td class=\"n{Tone((double)m.Profit)}\">{ReportText.Money((double)m.Profit)}</td></tr>");
        }
        html.Append("</table></section>");
    }

    /// <summary>The heading over a group of metrics.</summary>
    public static string Title(MetricGroup group) => group switch
    {
        MetricGroup.HoldingTime => "Holding time",
        MetricGroup.Market => "Against the market",
        MetricGroup.Excursion => "Excursions",
        _ => group.ToString(),
    };

    private static void Trades(StringBuilder html, BacktestReport report)
    {
        var all = report.Trades.Concat(report.OpenTrades).ToList();
        html.Append($"<section><h2>Trades</h2>{(all.Count > MostTrades ? $"<p class=\"quiet\">The first {MostTrades:#,0} of {all.Count:#,0}; the CSV has all of them.</p>" : "")}")
            .Append("<table><tr><th>Opened</th><th>Closed</th><th>Market</th><th class=\"n\">Quantity</th><th class=\"n\">Entry</th><th class=\"n\">Exit</th><th class=\"n\">Fees</th><th class=\"n\">Profit</th><th class=\"n\">%</th><th class=\"n\">MAE</th><th class=\"n\">MFE</th><th>Why opened</th><th>Why closed</th></tr>");
        foreach (var t in all.Take(MostTrades))
        {
            var tone = Tone((double)t.Profit);
            html.Append($"<tr><td>{Minute(t.OpenedAt)}</td><td>{(t.ClosedAt is { } closed ? Minute(closed) : "open")}</td><td>{Text(t.Market)}</td><td class=\"n\">{t.Quantity:0.########}</td><td class=\"n\">{t.EntryPrice:0.########}</td><td class=\"n\">{t.ExitPrice:0.########}</td>")
                .Append($"<td class=\"n\">{ReportText.Money((double)t.Fees)}</td><td class=\"n{tone}\">{ReportText.Money((double)t.Profit)}</td><td class=\"n{tone}\">{ReportText.Share((double)t.ProfitRatio)}</td><td class=\"n\">{ReportText.Share(t.Worst)}</td><td class=\"n\">{ReportText.Share(t.Best)}</td><td>{Text(t.OpenReason)}</td><td>{Text(t.CloseReason)}</td></tr>");
        }
        html.Append("</table></section>");
    }

    private static void Settings(StringBuilder html, BacktestReport report)
    {
        foreach (var section in report.Subject.Sections)
            html.Append($"<section><h2>{Text(section.Title)}</h2><table>").AppendJoin("", section.Lines.Select(l => $"<tr><td>{Text(l.Label)}</td><td class=\"n\">{Text(l.Value)}</td></tr>")).Append("</table></section>");
        if (report.Subject.Settings is { ValueKind: not JsonValueKind.Undefined } settings)
            html.Append("<section><details><summary>Settings as JSON</summary><pre>").Append(Text(JsonSerializer.Serialize(settings, ReportJson.Options))).Append("</pre></details></section>");
    }
}
