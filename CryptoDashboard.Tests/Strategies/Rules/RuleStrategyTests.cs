using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Tests.Strategies.Rules;

public sealed class RuleStrategyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rules_that_say_what_rsi_cross_does_give_its_signals_to_the_last_one(ulong seed)
    {
        var candles = Builders.Candles.Wild(6_000, seed);
        foreach (var (length, lower, upper) in new[] { (14, 30, 70), (3, 20, 80), (50, 45, 55) })
        {
            var byHand = new RsiCross(length, lower, upper);
            var rules = Make(Crosses("rsi", length, lower, upper));

            Assert.Equal(byHand.WarmUp, rules.WarmUp);
            Assert.Equal(candles.ConvertAll(c => byHand.Next(c).Action), candles.ConvertAll(c => rules.Next(c).Action));
        }
    }

    [Fact]
    public void An_offset_looks_back_and_arithmetic_is_done()
    {
        Assert.Equal([3, 4], Buys("""{"left":{"price":"close"},"is":">","right":{"price":"close","offset":2,"times":1.5,"plus":1}}""", 10, 10, 10, 17, 20, 12));
    }

    [Theory]
    [InlineData("<", new[] { 0 })]
    [InlineData("<=", new[] { 0, 1 })]
    [InlineData(">", new[] { 2 })]
    [InlineData(">=", new[] { 1, 2 })]
    public void Comparisons_are_what_they_are_called_and_their_opposites_are_exact(string word, int[] expected)
    {
        Assert.Equal(expected, Buys($$$"""{"left":{"price":"close"},"is":"{{{word}}}","right":10}""", 9, 10, 11));
        Assert.Equal([0, 1, 2], Buys($$$"""{"left":{"price":"close"},"is":"{{{word}}}","right":10}""", 9, 10, 11).Concat(Buys($$$"""{"not":{"left":{"price":"close"},"is":"{{{word}}}","right":10}}""", 9, 10, 11)).Order());
    }

    [Fact]
    public void A_cross_needs_the_candle_before_on_the_other_side()
    {
        const string Up = """{"left":{"price":"close"},"is":"crosses-above","right":10}""";
        const string Down = """{"left":{"price":"close"},"is":"crosses-below","right":10}""";

        Assert.Equal([2, 6], Buys(Up, 10, 9, 10, 11, 10, 9, 12));
        Assert.Equal([1, 4], Buys(Down, 11, 9, 10, 11, 10, 9, 12));
        Assert.Equal([1, 3, 4, 5], Buys($$$"""{"not":{{{Up}}}}""", 10, 9, 10, 11, 10, 9, 12));
    }

    [Fact]
    public void Between_includes_its_ends_and_rising_counts_its_steps()
    {
        Assert.Equal([1, 2, 3], Buys("""{"left":{"price":"close"},"is":"between","low":10,"high":12}""", 9, 10, 11, 12, 13));
        Assert.Equal([2, 5], Buys("""{"left":{"price":"close"},"is":"rising","candles":2}""", 9, 10, 11, 11, 12, 13));
        Assert.Equal([3], Buys("""{"left":{"price":"close"},"is":"falling","candles":2}""", 9, 10, 9, 8));
    }

    [Fact]
    public void What_is_undefined_makes_neither_a_condition_true_nor_its_opposite()
    {
        // No position: its profit is undefined, and the price stands still, so that the RSI is 0/0.
        foreach (var operand in new[] { """{"position":"profit"}""", """{"indicator":{"name":"rsi","length":2}}""" })
        {
            var leaf = $$$"""{"left":{{{operand}}},"is":"<","right":50}""";

            Assert.Empty(Buys(leaf, 10, 10, 10, 10, 10));
            Assert.Empty(Buys($$$"""{"not":{{{leaf}}}}""", 10, 10, 10, 10, 10));
            Assert.Empty(Buys($$$"""{"not":{"all":[{{{leaf}}},{{{leaf}}}]}}""", 10, 10, 10, 10, 10));
        }
    }

    [Fact]
    public void The_position_is_the_one_the_rules_asked_for_counted_from_the_close_of_its_candle()
    {
        var rules = Make("""
            {"version":1,"name":"T",
             "entries":{"all":[{"left":{"price":"close"},"is":">","right":100},{"inPosition":false}]},
             "exits":{"left":{"position":"bars"},"is":">=","right":3},
             "stops":{"when":{"left":{"position":"profit"},"is":"<=","right":-0.1}}}
            """);

        var actions = Run(rules, 99, 101, 102, 103, 104, 105, 110, 94, 97);

        Assert.Equal("-B--SB-S-", actions);
    }

    [Fact]
    public void An_exit_goes_before_an_entry()
    {
        var rules = Make("""{"version":1,"name":"T","entries":{"left":{"price":"close"},"is":">","right":1},"exits":{"left":{"price":"close"},"is":">","right":2}}""");

        Assert.Equal("-BSS", Run(rules, 1, 2, 3, 3));
    }

    [Fact]
    public void Hours_and_weekdays_are_those_of_the_opening_in_UTC()
    {
        var rules = Make("""{"version":1,"name":"T","entries":{"all":[{"left":{"time":"weekday"},"is":">=","right":6},{"left":{"time":"hour"},"is":"between","low":22,"high":23}]}}""");
        var hours = Enumerable.Range(0, 7 * 24).Select(h => new Candle(Builders.Candles.Start.AddHours(h).ToUnixTimeMilliseconds(), 1, 1, 1, 1, 1));

        var bought = hours.Where(candle => rules.Next(candle).Action == SignalAction.Buy).Select(candle => candle.OpenTime.ToString("ddd HH"));

        Assert.Equal(["Sat 22", "Sat 23", "Sun 22", "Sun 23"], bought);
    }

    [Fact]
    public void The_warm_up_is_that_of_the_slowest_operand_with_its_offset()
    {
        var rules = Make("""{"version":1,"name":"T","entries":{"any":[{"left":{"price":"close"},"is":">","right":{"indicator":{"name":"sma","length":20},"offset":5}},{"left":{"price":"close"},"is":"rising","candles":3}]}}""");

        var signals = Builders.Candles.Simulated(60).ConvertAll(c => rules.Next(c));

        Assert.Equal(25, rules.WarmUp);
        Assert.All(signals.Take(24), s => Assert.Equal(Signal.WarmingUp, s));
        Assert.DoesNotContain(Signal.WarmingUp, signals.Skip(24));
    }

    [Fact]
    public void The_reason_has_the_figures_of_the_candle()
    {
        var rules = Make(Crosses("rsi", 3, 30, 70));
        Run(rules, 100, 99, 98, 97, 96, 95);

        Assert.Equal("It waits until RSI 3 of close (0 → 0) crosses up through 30.", rules.Explain());
        Run(rules, 96.5);
        Assert.Equal("Entry: RSI 3 of close (0 → 42.8571) crosses up through 30.", rules.Explain());
        Assert.Equal("RSI 3 of close", Assert.Single(rules.Values()).Name);
        Run(rules, 97);
        Assert.StartsWith("A position was asked for; it is kept until RSI 3 of close (42.8571 → ", rules.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_read_back_as_a_sentence()
    {
        Assert.Equal(
            "Buys when close is above EMA 200 of close and EMA 200 of close rose for 3 candles and RSI 14 of close crosses up through 40; sells when close crosses down "
            + "through EMA 200 of close or candles since entry is at least 100, or as a stop when profit since entry is at most -4%. Guards it proposes: a stop-loss 5% below the "
            + "entry. An entry should spend 25% of equity. Its position is the one these rules asked for, by closes, whether or not it was filled.",
            RuleSentence.Of(RuleTemplates.All[1].Document));
    }

    [Fact]
    public void Every_line_of_every_indicator_can_be_asked_for()
    {
        foreach (var kind in IndicatorCatalogue.All)
        {
            foreach (var output in kind.Outputs)
            {
                var rules = Make($$$"""{"version":1,"name":"T","entries":{"left":{"indicator":{"name":"{{{kind.Name}}}","output":"{{{output.Name}}}"}},"is":"between","low":-1e15,"high":1e15}}""");
                Assert.Contains(Builders.Candles.Simulated(400), candle => rules.Next(candle).Action == SignalAction.Buy);
            }
        }
    }

    private static string Crosses(string indicator, int length, int lower, int upper)
    {
        var operand = $$$"""{"indicator":{"name":"{{{indicator}}}","length":{{{length}}}}}""";
        return $$$"""{"version":1,"name":"T","entries":{"left":{{{operand}}},"is":"crosses-above","right":{{{lower}}}},"exits":{"left":{{{operand}}},"is":"crosses-below","right":{{{upper}}}}}""";
    }

    private static RuleStrategy Make(string json) => RuleStrategy.Of(RuleReader.Parse(json));

    private static List<int> Buys(string condition, params double[] closes) =>
        [.. Run(Make($$$"""{"version":1,"name":"T","entries":{{{condition}}}}"""), closes).Index().Where(a => a.Item == 'B').Select(a => a.Index)];

    private static string Run(RuleStrategy rules, params double[] closes) =>
        string.Concat(Builders.Candles.Closing(closes).Select(c => rules.Next(c).Action switch { SignalAction.Buy => 'B', SignalAction.Sell => 'S', _ => '-' }));
}
