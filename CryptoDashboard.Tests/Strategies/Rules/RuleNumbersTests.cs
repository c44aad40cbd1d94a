using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Tests.Strategies.Rules;

/// <summary>The numbers of rules as parameters.</summary>
public sealed class RuleNumbersTests
{
    private const string Pullback = """
        {"version":1,"name":"Numbers of a pullback",
         "entries":{"all":[
           {"left":{"price":"close"},"is":">","right":{"indicator":{"name":"ema","length":200},"times":0.98}},
           {"left":{"indicator":{"name":"ema","length":50}},"is":"rising","candles":3},
           {"left":{"indicator":{"name":"rsi","length":14}},"is":"crosses-above","right":40}]},
         "exits":{"any":[
           {"left":{"indicator":{"name":"rsi","length":14}},"is":"crosses-below","right":70.25},
           {"left":{"indicator":{"name":"macd","fast":12,"slow":26,"signal":9}},"is":"<","right":0},
           {"left":{"position":"bars"},"is":">=","right":100}]},
         "stops":{"stopLoss":0.05,"when":{"left":{"position":"profit"},"is":"<=","right":-0.04}}}
        """;

    [Fact]
    public void They_are_named_by_what_they_are_of_and_have_the_rules_own_values()
    {
        var schema = Kind(Pullback).Schema;

        Assert.Equal(
            [
                ("ema-length", "EMA 200: length", 200), ("entry-ema-times", "Entry: times EMA 200 of close", 0.98m), ("ema-2-length", "EMA 50: length", 50),
                ("entry-ema-rising", "Entry: candles for which EMA 50 of close rose", 3), ("rsi-length", "RSI 14: length", 14),
                ("entry-rsi-crosses-above", "Entry: RSI 14 of close crosses up through", 40), ("exit-rsi-crosses-below", "Exit: RSI 14 of close crosses down through", 70.25m),
                ("macd-fast", "MACD 12 26 9: fast length", 12), ("macd-slow", "MACD 12 26 9: slow length", 26), ("macd-signal", "MACD 12 26 9: signal length", 9),
                ("exit-bars-above", "Exit: candles since entry is at least", 100), ("stop-profit-below", "Stop: profit since entry is at most", -0.04m),
            ],
            schema.Select(p => (p.Name, p.Label, p.Default)));
        Assert.Equal((0m, 100m, 0.5m), schema.Where(p => p.Name == "entry-rsi-crosses-above").Select(p => (p.Min, p.Max, p.Step)).Single());
        Assert.Equal((0.94m, 1.02m, 0.005m), schema.Single(p => p.Name == "entry-ema-times").Search);
    }

    [Fact]
    public void Other_values_make_the_rules_that_would_have_been_written_with_them()
    {
        var kind = Kind(Pullback);
        var written = Kind(Pullback.Replace("\"length\":14", "\"length\":9").Replace("\"right\":40", "\"right\":35").Replace("\"candles\":3", "\"candles\":5").Replace("-0.04", "-0.02"));
        var values = new Dictionary<string, decimal> { ["rsi-length"] = 9, ["entry-rsi-crosses-above"] = 35, ["entry-ema-rising"] = 5, ["stop-profit-below"] = -0.02m };
        var parameters = kind.Complete(new ParameterSet(values));

        Assert.Equal(written.Summary, kind.Says!(parameters));
        Assert.Equal(Signals(written.Create(ParameterSet.Empty)), Signals(kind.Create(parameters)));
        Assert.NotEqual(Signals(kind.Create(ParameterSet.Empty)), Signals(kind.Create(parameters)));
    }

    [Fact]
    public void A_zero_is_offered_only_where_the_figure_has_bounds()
    {
        Assert.Equal(["entry-hour-above"], Names("""{"left":{"time":"hour"},"is":">=","right":0}"""));
        Assert.Equal(["roc-length"], Names("""{"left":{"indicator":{"name":"roc","length":10}},"is":">","right":0}"""));
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_in_words()
    {
        var kind = Kind(Pullback);
        var between = Kind(Document("""{"left":{"time":"hour"},"is":"between","low":8,"high":17}"""));

        Assert.Contains("must be", Assert.Single(kind.Faults(new(new Dictionary<string, decimal> { ["macd-fast"] = 40 }))).Fault, StringComparison.Ordinal);
        Assert.Contains("must not be above", Assert.Single(between.Faults(new(new Dictionary<string, decimal> { ["entry-hour-from"] = 20 }))).Fault, StringComparison.Ordinal);
        Assert.Single(kind.Faults(new(new Dictionary<string, decimal> { ["entry-rsi-crosses-above"] = 101 })));
    }

    [Fact]
    public void Of_very_many_numbers_so_many_are_offered_as_can_be_kept()
    {
        var kind = Kind(Document("{\"any\":[" + string.Join(',', Enumerable.Range(2, 90).Select(i => $$$"""{"left":{"indicator":{"name":"sma","length":{{{i}}}}},"is":"<","right":{{{i}}}}""")) + "]}"));

        Assert.Equal(60, kind.Schema.Select(p => p.Name).Distinct().Count());
        Assert.InRange(kind.Defaults.ToJson().Length, 1, 4_000);
        Assert.Empty(kind.Faults(kind.Defaults));
    }

    private static string Document(string entry) => $$"""{"version":1,"name":"Numbers of a test","entries":{{entry}}}""";

    private static IEnumerable<string> Names(string entry) => Kind(Document(entry)).Schema.Select(p => p.Name);

    private static List<(int Action, double Confidence)> Signals(IStrategy strategy) =>
        Builders.Candles.Simulated(6_000).ConvertAll(c => strategy.Next(c) is var signal ? ((int)signal.Action, signal.Confidence) : default);

    // Each its own book: documents of one name take one another's place.
    private static StrategyKind Kind(string json) => new RuleBook().Put(RuleReader.Parse(json));
}
