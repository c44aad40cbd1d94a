using Bunit;
using CryptoDashboard.Components.Charts;
using CryptoDashboard.Components.Shared;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Tests.Components.Shared;

public sealed class SharedComponentTests : ComponentTest
{
    [Theory]
    [InlineData(MarketKind.Simulated, "SIMULATED")]
    [InlineData(MarketKind.Replay, "REPLAY")]
    public void Prices_that_are_not_an_exchanges_own_say_so(MarketKind kind, string word) =>
        Assert.Equal(word, Render<KindBadge>(p => p.Add(b => b.Kind, kind)).Find(".badge").TextContent);

    [Fact]
    public void Real_prices_carry_no_badge() =>
        Assert.Empty(Render<KindBadge>(p => p.Add(b => b.Kind, MarketKind.Exchange)).FindAll(".badge"));

    [Fact]
    public void A_state_is_told_by_a_word_as_well_as_a_colour() =>
        Assert.Equal("HALTED", Render<StateBadge>(p => p.Add(b => b.Status, BotStatus.Halted)).Find(".badge.halted").TextContent);

    [Fact]
    public void A_destructive_button_does_not_show_its_question_before_it_is_asked_for()
    {
        var confirm = Render<Confirm>(p => p.Add(c => c.Label, "Delete").Add(c => c.Consequence, "All of it goes."));

        Assert.Equal("Delete", Assert.Single(confirm.FindAll("button")).TextContent);
        Assert.Empty(confirm.FindAll("[role=alertdialog]"));
    }

    [Fact]
    public void A_short_list_has_no_pager_and_a_long_one_tells_where_one_is()
    {
        Assert.Empty(Render<Pager>(p => p.Add(x => x.Number, 1).Add(x => x.Size, 50).Add(x => x.Total, 50)).FindAll("nav"));
        Assert.Contains("51–100 of 1,234", Render<Pager>(p => p.Add(x => x.Number, 2).Add(x => x.Size, 50).Add(x => x.Total, 1_234)).Find("nav").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spark_line_is_coloured_by_where_it_ended() =>
        Assert.NotNull(Render<Sparkline>(p => p.Add(s => s.Values, [1, 3, 2])).Find("svg.spark.up"));

    [Fact]
    public void A_fault_stands_at_its_own_field_only()
    {
        IReadOnlyList<(string Field, string Fault)> faults = [("Name", "Give it a name."), ("Capital", "Too much.")];

        Assert.Equal("Give it a name.", Render<FieldFault>(p => p.Add(f => f.Faults, faults).Add(f => f.Field, "Name")).Find("[role=alert]").TextContent);
    }

    [Theory]
    [InlineData(1234.5, "+1,234.50")]
    [InlineData(-0.5, "−0.50")]
    [InlineData(0, "0.00")]
    public void Profit_is_written_with_its_sign(double value, string text) => Assert.Equal(text, Figures.Signed((decimal)value));

    [Fact]
    public void A_figure_that_shows_as_zero_has_no_colour() => Assert.Equal("", Figures.Tone(0.004m));
}
