using System.Text.Json;
using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Tests.Performance;

public sealed class FigureTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_becomes_a_sentence(double value) => Assert.Equal("Why not.", Figure.Of(value, "Why not.").Refusal);

    [Fact]
    public void A_figure_is_a_number_or_a_sentence_in_JSON_and_comes_back_as_what_it_was()
    {
        var figures = new[] { Figure.Of(1.5), Figure.None("Too few trades.") };

        var json = JsonSerializer.Serialize(figures);

        Assert.Equal("""[1.5,"Too few trades."]""", json);
        Assert.Equal(figures, JsonSerializer.Deserialize<Figure[]>(json));
    }

    [Fact]
    public void A_divisor_that_is_nothing_but_rounding_is_taken_for_zero() =>
        Assert.NotNull(Figure.Quotient(0.01, 1e-17, "No spread.").Refusal);
}
