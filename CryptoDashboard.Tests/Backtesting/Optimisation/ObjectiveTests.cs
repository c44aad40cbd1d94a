using CryptoDashboard.Core.Backtesting.Optimisation;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

public sealed class ObjectiveTests
{
    private static readonly TrialFigures Good = new(50, 0.4, 1.5, 2, 1.2, 1.6, 0.004, 2.5, 0.1);
    private static readonly TrialFigures Worse = new(50, 0.2, 0.5, 0.7, 0.4, 1.2, 0.002, 1, 0.3);

    public static TheoryData<ObjectiveKind> Kinds => [.. Enum.GetValues<ObjectiveKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_objective_prefers_what_is_better(ObjectiveKind kind)
    {
        var objective = new Objective { Parts = [new(kind)] };

        Assert.True(objective.Weigh(Good).Score > objective.Weigh(Worse).Score);
    }

    [Fact]
    public void One_figure_is_taken_as_it_is() => Assert.Equal(1.5, new Objective().Weigh(Good).Score);

    [Fact]
    public void In_a_composed_objective_no_part_outbids_the_others_by_being_large()
    {
        var objective = new Objective { Parts = [new(ObjectiveKind.ProfitFactor), new(ObjectiveKind.Sharpe)] };

        Assert.True(objective.Weigh(Good with { ProfitFactor = 1e9, Sharpe = -1 }).Score < objective.Weigh(Good).Score);
    }

    [Fact]
    public void A_weight_moves_a_composed_objective_towards_its_part()
    {
        Objective Weighing(double sharpe) => new() { Parts = [new(ObjectiveKind.Sharpe, sharpe), new(ObjectiveKind.MaxDrawdown)] };
        var (steep, calm) = (Good with { Sharpe = 2, MaxDrawdown = 0.4 }, Good with { Sharpe = 1, MaxDrawdown = 0.05 });

        Assert.True(Weighing(0.2).Weigh(steep).Score < Weighing(0.2).Weigh(calm).Score);
        Assert.True(Weighing(5).Weigh(steep).Score > Weighing(5).Weigh(calm).Score);
    }

    [Fact]
    public void A_trial_with_too_few_trades_or_too_deep_a_fall_has_no_score_and_says_why()
    {
        var objective = new Objective { MinTrades = 51, MaxDrawdown = 0.05 };

        Assert.Equal("50 trades; 51 are needed.", objective.Weigh(Good).Lack);
        Assert.Equal("It fell by 10.0 %; 5.0 % are allowed.", (objective with { MinTrades = 1 }).Weigh(Good).Lack);
    }

    [Fact]
    public void A_figure_that_is_not_defined_is_no_score() => Assert.Null(new Objective().Weigh(Good with { Sharpe = null }).Score);

    [Fact]
    public void Words_with_weights_are_read()
    {
        Assert.Equal([new(ObjectiveKind.Sharpe, 2), new(ObjectiveKind.MaxDrawdown)], Objective.ParseParts("sharpe:2, drawdown"));
        Assert.Contains("there are sharpe", Assert.Throws<FormatException>(() => Objective.ParseParts("luck")).Message, StringComparison.Ordinal);
    }
}
