using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Tests.Strategies.Rules;

public sealed class RuleReaderTests
{
    [Theory]
    [InlineData("""{"left":{"indicator":{"name":"rsi","length":100000}},"is":"<","right":30}""", "entries.all[1].left.indicator.length", "must be between 2 and 1000")]
    [InlineData("""{"left":{"indicator":{"name":"rsi","length":14.5}},"is":"<","right":30}""", "entries.all[1].left.indicator.length", "whole number")]
    [InlineData("""{"left":{"indicator":{"name":"rsi","length":"14"}},"is":"<","right":30}""", "entries.all[1].left.indicator.length", "must be a number from 2 to 1000")]
    [InlineData("""{"left":{"indicator":{"name":"rsi","length":1e400}},"is":"<","right":30}""", "entries.all[1].left.indicator.length", "must be a number from 2 to 1000")]
    [InlineData("""{"left":{"indicator":{"name":"rsl"}},"is":"<","right":30}""", "entries.all[1].left.indicator.name", "Did you mean rsi?")]
    [InlineData("""{"left":{"indicator":{"name":"rsi","lenght":14}},"is":"<","right":30}""", "entries.all[1].left.indicator.lenght", "Did you mean length?")]
    [InlineData("""{"left":{"indicator":{"name":"macd","fast":30}},"is":"<","right":30}""", "entries.all[1].left.indicator", "below the slow one")]
    [InlineData("""{"left":{"indicator":{"name":"macd","output":"line"}},"is":"<","right":30}""", "entries.all[1].left.indicator.output", "macd, signal, histogram")]
    [InlineData("""{"left":{"indicator":{"name":"atr","source":"open"}},"is":"<","right":30}""", "entries.all[1].left.indicator.source", "Take it away")]
    [InlineData("""{"left":{"indicator":14},"is":"<","right":30}""", "entries.all[1].left.indicator", "must be an object")]
    [InlineData("""{"left":{"price":"clsoe"},"is":"<","right":30}""", "entries.all[1].left.price", "'clsoe' is not known")]
    [InlineData("""{"left":{"price":"close","offset":501},"is":"<","right":30}""", "entries.all[1].left.offset", "0 to 500")]
    [InlineData("""{"left":{"price":"close","offset":-1},"is":"<","right":30}""", "entries.all[1].left.offset", "0 to 500")]
    [InlineData("""{"left":{"time":"hour","offset":1},"is":"<","right":30}""", "entries.all[1].left.offset", "only its present")]
    [InlineData("""{"left":{"price":"close","times":1e999},"is":"<","right":30}""", "entries.all[1].left.times", "must be a number from")]
    [InlineData("""{"left":{"price":"close","time":"hour"},"is":"<","right":30}""", "entries.all[1].left", "exactly one of")]
    [InlineData("""{"left":{},"is":"<","right":30}""", "entries.all[1].left", "exactly one of")]
    [InlineData("""{"left":{"price":"close"},"is":"<","right":"NaN"}""", "entries.all[1].right", "must be a number, or an object")]
    [InlineData("""{"left":{"price":"close"},"is":"<","right":-1e16}""", "entries.all[1].right", "must be a number from")]
    [InlineData("""{"left":{"price":"close"},"is":"<"}""", "entries.all[1].right", "is missing")]
    [InlineData("""{"left":{"price":"close"},"is":"=","right":30}""", "entries.all[1].is", "crosses-above")]
    [InlineData("""{"left":{"price":"close"},"is":"rising","candles":2,"right":30}""", "entries.all[1].right", "no meaning")]
    [InlineData("""{"left":{"price":"close"},"is":"rising","candles":0}""", "entries.all[1].candles", "1 to 100")]
    [InlineData("""{"left":{"price":"close"},"is":"between","low":1}""", "entries.all[1].high", "is missing")]
    [InlineData("""{"left":30,"is":"<","right":40}""", "entries.all[1]", "never change")]
    [InlineData("""{"left":{"price":"close"},"left":{"price":"open"},"is":"<","right":30}""", "entries.all[1].left", "stands there twice")]
    [InlineData("""{"inPosition":"yes"}""", "entries.all[1].inPosition", "true or false")]
    [InlineData("""{"all":[]}""", "entries.all[1].all", "at least one")]
    [InlineData("""{"any":{}}""", "entries.all[1].any", "at least one")]
    [InlineData("""{"not":[]}""", "entries.all[1].not", "must be an object")]
    [InlineData("""{"all":[{"inPosition":true}],"any":[{"inPosition":true}]}""", "entries.all[1]", "too much at once")]
    [InlineData("""{"not":{"inPosition":true},"right":30}""", "entries.all[1].right", "no meaning beside not")]
    [InlineData("""{"\ud800":1,"inPosition":true}""", "entries.all[1].?", "no field of a condition")]
    [InlineData("null", "entries.all[1]", "must be an object")]
    public void A_fault_names_its_place_and_says_what_to_do(string condition, string path, string says)
    {
        var (document, faults) = RuleReader.Read($$$"""{"version":1,"name":"T","entries":{"all":[{"inPosition":false},{{{condition}}}]}}""");

        Assert.Null(document);
        var fault = Assert.Single(faults);
        Assert.Equal(path, fault.Path);
        Assert.Contains(says, fault.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "empty")]
    [InlineData("[1]", "", "must be an object")]
    [InlineData("""{"version":1,"name":"T","entries":NaN}""", "", "This is not JSON: look at line 1, character 35")]
    [InlineData("""{"version":2,"name":"T","entries":{"inPosition":false}}""", "version", "must be 1")]
    [InlineData("""{"version":1,"entries":{"inPosition":false}}""", "name", "is missing")]
    [InlineData("""{"version":1,"name":"T"}""", "entries", "is missing")]
    [InlineData("""{"version":1,"name":"T","entries":{"inPosition":false},"stops":{"stopLoss":5}}""", "stops.stopLoss", "a share, 0.05 is 5 %")]
    [InlineData("""{"version":1,"name":"T","entries":{"inPosition":false},"size":{"share":0}}""", "size.share", "above 0 and at most 1")]
    [InlineData("""{"version":1,"name":"T","entries":{"inPosition":false},"exit":{}}""", "exit", "Did you mean exits?")]
    public void The_frame_is_as_strict(string text, string path, string says)
    {
        var fault = Assert.Single(RuleReader.Read(text).Faults);

        Assert.Equal(path, fault.Path);
        Assert.Contains(says, fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_come_at_once_but_at_most_twenty()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"left":{"price":"x"},"is":"?"}""", 30));

        var faults = RuleReader.Read($$$"""{"version":1,"name":"T","entries":{"any":[{{{many}}}]}}""").Faults;

        Assert.Equal(20, faults.Count);
        Assert.Equal(["entries.any[0].left.price", "entries.any[0].is", "entries.any[1].left.price"], faults.Take(3).Select(f => f.Path));
    }

    [Fact]
    public void Groups_too_deep_are_refused_at_the_place_where_they_go_too_deep()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 5_000)) + "{}" + new string('}', 5_000);

        var fault = Assert.Single(RuleReader.Read($$$"""{"version":1,"name":"T","entries":{{{deep}}}}""").Faults);

        Assert.Equal("entries" + string.Concat(Enumerable.Repeat(".not", 8)), fault.Path);
    }

    [Fact]
    public void Too_many_conditions_or_characters_are_refused_with_the_number_allowed()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"inPosition":false}""", 200));

        var tooMany = Assert.Single(RuleReader.Read($$$"""{"version":1,"name":"T","entries":{"all":[{{{many}}}]}}""").Faults);
        var tooLong = Assert.Single(RuleReader.Read(new string('[', 70_000)).Faults);

        Assert.Equal("entries.all[99]", tooMany.Path);
        Assert.Contains("100", tooMany.Text, StringComparison.Ordinal);
        Assert.Contains("64,000", tooLong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_and_read_again_a_document_is_the_same_to_the_last_character()
    {
        foreach (var (_, _, document) in RuleTemplates.All)
        {
            var text = RuleWriter.ToJson(document);

            Assert.Equal(text, RuleWriter.ToJson(RuleReader.Parse(text)));
        }
    }

    [Fact]
    public void Whatever_is_broken_in_a_text_it_gets_a_document_or_faults_and_never_an_exception()
    {
        var dice = new Random(5);
        var texts = RuleTemplates.All.Select(t => RuleWriter.ToJson(t.Document)).ToList();
        for (var round = 0; round < 4_000; round++)
        {
            var text = texts[round % texts.Count].ToCharArray().ToList();
            for (var change = 0; change < 3; change++)
            {
                var at = dice.Next(text.Count);
                if (dice.Next(2) == 0)
                    text.RemoveAt(at);
                else
                    text.Insert(at, "{}[]\",:0-9e.\\u truefalsnl"[dice.Next(25)]);
            }

            var (document, faults) = RuleReader.Read(new string([.. text]));

            Assert.True(document is null == faults.Count > 0);
            if (document is not null)
                _ = RuleStrategy.Of(document).Explain() + RuleSentence.Of(document);
        }
    }

    [Fact]
    public void The_published_schema_is_the_one_of_this_program()
    {
        var file = Path.Combine(Architecture.RoomOrderTests.Root(), "docs", "rules.schema.json");
        var now = RuleSchema.ToJson();
        if (File.Exists(file) && File.ReadAllText(file) == now)
            return;
        var made = Path.Combine(Path.GetTempPath(), "rules.schema.json");
        File.WriteAllText(made, now);
        Assert.Fail($"Indicators or the format of rules changed. Copy {made} over docs/rules.schema.json.");
    }
}
