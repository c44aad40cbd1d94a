using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

public sealed class BacktestReportTests
{
    private static readonly decimal[] Year = [.. Enumerable.Range(0, 365).Select(i => i % 3 == 0 ? -40m : 30m)];

    private static readonly ReportSubject Subject = new()
    {
        Name = "RSI <cross> & co",
        Currency = "USDT",
        MadeAt = Some.Noon,
        Took = TimeSpan.FromSeconds(1.5),
        Candles = 525_600,
        Sections = [new("Market", [new("Symbol", "BTC/USDT")])],
        Settings = JsonSerializer.SerializeToElement(new { strategy = "rsi-cross" }),
    };

    [Fact]
    public void A_report_comes_back_from_its_packed_form_as_it_was()
    {
        var report = BacktestReport.Of(Subject, Runs.Record(Year, hold: i => 10_000 + i));

        var again = ReportJson.Unpack(ReportJson.Pack(report));

        Assert.Equal(ReportJson.Write(report), ReportJson.Write(again));
        Assert.Equal(report.Metrics.Keys, again.Metrics.Keys);
        Assert.Equal(ReportHtml.Write(report), ReportHtml.Write(again));
    }

    [Fact]
    public void Its_JSON_has_camel_case_names_numbers_as_numbers_and_a_sentence_where_a_figure_was_refused()
    {
        var json = JsonDocument.Parse(ReportJson.Write(BacktestReport.Of(Subject, Runs.Record([500, -400, 300])))).RootElement;

        Assert.Equal(JsonValueKind.Number, json.GetProperty("metrics").GetProperty("totalReturn").ValueKind);
        Assert.Equal(JsonValueKind.String, json.GetProperty("metrics").GetProperty("cagr").ValueKind);
        Assert.Equal(500m, json.GetProperty("trades")[0].GetProperty("profit").GetDecimal());
        Assert.Equal("rsi-cross", json.GetProperty("subject").GetProperty("settings").GetProperty("strategy").GetString());
        Assert.All(Names(json), n => Assert.True(char.IsAsciiLetterLower(n[0]), n));
    }

    [Fact]
    public void The_exported_page_needs_nothing_but_itself_and_allows_itself_only_its_own_style()
    {
        var html = ReportHtml.Write(BacktestReport.Of(Subject, Runs.Record(Year, hold: i => 10_000 + i)));

        Assert.DoesNotMatch(new Regex(@"<script|\sstyle=|\son\w+=|src=|href=|url\(|@import", RegexOptions.None, TimeSpan.FromSeconds(5)), html);
        Assert.Contains("default-src 'none'", html);
        var sheet = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)))}'", html);
        Assert.Contains("RSI &lt;cross&gt; &amp; co", html);
    }

    [Fact]
    public void Every_drawing_is_well_formed_and_holds_no_coordinate_that_is_no_number()
    {
        foreach (var run in new[] { Runs.Record(Year, hold: i => 10_000 + i), Runs.Record([0]), Runs.Record([5]), Runs.Record([-10_000]) })
        {
            var html = ReportHtml.Write(BacktestReport.Of(Subject, run));
            foreach (Match svg in Regex.Matches(html, "<svg.*?</svg>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)))
            {
                Assert.DoesNotContain("NaN", svg.Value);
                Assert.DoesNotContain("∞", svg.Value);
                Assert.NotNull(XElement.Parse(svg.Value));
            }
        }
    }

    [Fact]
    public void A_csv_row_is_quoted_where_it_must_be_and_no_cell_is_a_formula()
    {
        var run = Runs.Record([5]) with { Trades = [Runs.Trade(5, open: "=HYPERLINK(\"http://x\",1)", close: "a, b")] };

        var lines = ReportCsv.Trades(BacktestReport.Of(Subject, run)).Split("\r\n");

        Assert.EndsWith("""
            "'=HYPERLINK(""http://x"",1)","a, b"
            """, lines[1]);
        Assert.Equal(18, lines[0].Split(',').Length);
    }

    [Fact]
    public void Equity_is_exported_with_its_drawdown_and_with_what_holding_would_be()
    {
        var lines = ReportCsv.Equity(BacktestReport.Of(Subject, Runs.Record([1_000, -2_200], hold: i => 10_000 + i))).Split("\r\n");

        Assert.Equal("2024-01-03T00:00:00Z,8800,0.19999999999999996,10002", lines[3]);
    }

    [Theory]
    [InlineData("totalReturn", -0.1234, "−12.34 %", -1)]
    [InlineData("totalReturn", -0.00001, "0.00 %", 0)]
    [InlineData("cagr", 12.3, "1,230 %", 1)]
    [InlineData("maxDrawdown", 0.2, "20.00 %", 0)]
    [InlineData("fees", 0.00012, "0.00012", 0)]
    [InlineData("averageTime", 273_600, "3 d 4 h", 0)]
    [InlineData("pValue", 0.0012, "0.0012", 0)]
    public void Figures_are_written_by_their_unit_and_coloured_only_where_their_sign_means_something(string key, double value, string text, int tone)
    {
        var metric = MetricCatalogue.Get(key);

        Assert.Equal((text, tone), (ReportText.Of(metric, Figure.Of(value)), ReportText.Tone(metric, Figure.Of(value))));
    }

    [Fact]
    public void A_refused_figure_is_written_as_a_dash() => Assert.Equal(ReportText.None, ReportText.Of(MetricCatalogue.Get("cagr"), Figure.None("Why.")));

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}
