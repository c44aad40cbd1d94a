using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

public sealed class ParameterRangeTests
{
    [Theory]
    [InlineData("14", 14, 14, 1, 1)]
    [InlineData("5..50", 5, 50, 1, 46)]
    [InlineData("5..50/5", 5, 50, 5, 10)]
    [InlineData("0.5..2/0.5", 0.5, 2, 0.5, 4)]
    [InlineData("5..52/5", 5, 52, 5, 10)]
    public void Values_and_ranges_are_read(string text, double from, double to, double step, int count)
    {
        Assert.True(ParameterRange.TryParse(text, out var range));

        Assert.Equal(new ParameterRange((decimal)from, (decimal)to, (decimal)step), range);
        Assert.Equal(count, range.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("5..")]
    [InlineData("5..50/")]
    [InlineData("5/2")]
    public void Anything_else_is_no_range(string text) => Assert.False(ParameterRange.TryParse(text, out _));

    [Theory]
    [InlineData("length", 50, 5, 1, "ends (5) before it begins (50)")]
    [InlineData("length", 5, 50, 0, "step above 0")]
    [InlineData("length", 5, 50, 0.5, "whole number")]
    [InlineData("length", 5, 5_000, 100, "must be between")]
    [InlineData("wrong", 1, 2, 1, "has no parameter 'wrong'")]
    public void A_range_that_makes_no_sense_is_refused_in_words(string name, double from, double to, double step, string words)
    {
        var faults = SearchSpace.Faults(StrategyCatalogue.Get("rsi-cross"), new Dictionary<string, ParameterRange> { [name] = new((decimal)from, (decimal)to, (decimal)step) });

        Assert.Contains(faults, f => f.Fault.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void With_everything_fixed_there_is_nothing_to_search_for() =>
        Assert.Contains(SearchSpace.Faults(StrategyCatalogue.Get("rsi-cross"), new Dictionary<string, ParameterRange> { ["length"] = ParameterRange.Fixed(14) }), f => f.Parameter == "");

    [Fact]
    public void A_value_made_by_steps_is_written_as_one_that_was_typed() => Assert.Equal("15", new ParameterRange(0.5m, 20, 0.5m).ValueAt(29).ToString());
}
