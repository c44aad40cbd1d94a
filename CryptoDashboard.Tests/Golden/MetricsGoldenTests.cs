using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Golden;

public sealed class MetricsGoldenTests
{
    [Fact]
    public void Every_metric_equals_the_reference_of_a_year_of_trades()
    {
        using var input = JsonDocument.Parse(File.ReadAllText(Shared.File("golden/metrics/case1_input.json")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Shared.File("golden/metrics/case1_expected.json")));
        var profits = input.RootElement.GetProperty("trades").EnumerateArray().Select(t => Number(t.GetProperty("pnl"))).ToList();

        Compare("case1", Measure(profits, input.RootElement.GetProperty("equity")), expected.RootElement.GetProperty("metrics"), nullable: false);
    }

    [Fact]
    public void Every_metric_equals_the_reference_at_the_edges_and_is_refused_where_it_is_undefined()
    {
        using var edges = JsonDocument.Parse(File.ReadAllText(Shared.File("golden/metrics/edge_cases.json")));
        foreach (var edge in edges.RootElement.GetProperty("cases").EnumerateArray())
        {
            var profits = edge.GetProperty("pnl").EnumerateArray().Select(p => Number(p)).ToList();
            Compare(edge.GetProperty("case").GetString()!, Measure(profits, edge.GetProperty("equity")), edge.GetProperty("metrics"), nullable: true);
        }
    }

    private static Metrics Measure(List<decimal> profits, JsonElement equity)
    {
        var days = equity.EnumerateArray().Select(e => new EquitySample(Day(e.GetProperty("date")), (double)Number(e.GetProperty("equity")))).ToList();
        return Metrics.Of(
            new() { From = days[0].At, To = days[^1].At, StartEquity = (decimal)days[0].Equity, FinalEquity = (decimal)days[^1].Equity, Trades = Runs.Trades([.. profits]), Days = days },
            Basis.Any);
    }

    private static void Compare(string name, Metrics metrics, JsonElement expected, bool nullable)
    {
        var figures = MetricCatalogue.Read(metrics);
        foreach (var golden in expected.EnumerateObject())
        {
            if (golden.Name == "deepest_drawdown")
                CompareDrawdown(name, metrics, golden.Value);
            else if (golden.Value.ValueKind == JsonValueKind.Null)
                Assert.True(nullable && figures[Key(golden.Name)].Refusal is not null, $"{name}: {golden.Name} is undefined, and {figures[Key(golden.Name)]} was told");
            else
                Close($"{name}: {golden.Name}", golden.Value.GetDouble(), figures[Key(golden.Name)].Value);
        }
    }

    private static void CompareDrawdown(string name, Metrics metrics, JsonElement golden)
    {
        var deepest = metrics.Returns.Drawdowns.Deepest;
        if (golden.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(deepest);
            return;
        }
        Assert.NotNull(deepest);
        Assert.Equal(Day(golden.GetProperty("peak_date")), deepest.PeakAt);
        Assert.Equal(Day(golden.GetProperty("trough_date")), deepest.TroughAt);
        Assert.Equal(golden.GetProperty("recovery_date").ValueKind == JsonValueKind.Null ? null : Day(golden.GetProperty("recovery_date")), deepest.RecoveredAt);
        Close($"{name}: peak", golden.GetProperty("peak_equity").GetDouble(), deepest.PeakEquity);
        Close($"{name}: trough", golden.GetProperty("trough_equity").GetDouble(), deepest.TroughEquity);
        Close($"{name}: days to the trough", golden.GetProperty("peak_to_trough_days").GetDouble(), deepest.DaysToTrough);
    }

    private static void Close(string what, double expected, double? told) =>
        Assert.True(told is { } value && Math.Abs(value - expected) <= 1e-12 + (1e-9 * Math.Abs(expected)), $"{what}: {told} instead of {expected:R}");

    private static string Key(string snake) => string.Concat(snake.Split('_').Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, NumberStyles.Float);

    private static DateTimeOffset Day(JsonElement date) => new(date.GetDateTime(), TimeSpan.Zero);
}
