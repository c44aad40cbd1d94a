using CryptoDashboard.Core.Backtesting.Optimisation;

namespace CryptoDashboard.Tests.Backtesting.Optimisation;

/// <summary>A search that found nothing says why and what to do.</summary>
public sealed class NoBestTests
{
    private static readonly Objective Asked = new() { MinTrades = 30, MaxDrawdown = 0.2 };

    [Fact]
    public void It_says_which_condition_turned_the_trials_down_and_how_near_the_nearest_came()
    {
        var sentences = NoBest.Of(Asked, [Tried(1, trades: 4), Tried(2, trades: 12), Tried(3, trades: 50, drawdown: 0.31)]);

        Assert.Equal(3, sentences.Count);
        Assert.Contains("None of the 3 trials", sentences[0], StringComparison.Ordinal);
        Assert.Contains("2 trials made fewer than 30 trades; trial 2 came nearest with 12.", sentences[1], StringComparison.Ordinal);
        Assert.Contains("1 trial fell deeper than the 20% allowed; trial 3 came nearest with 31.0%.", sentences[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_traded_at_all_more_candles_are_asked_for() =>
        Assert.Contains("no trade at all", NoBest.Of(Asked, [Tried(1, trades: 0)])[1], StringComparison.Ordinal);

    [Fact]
    public void Where_the_strategy_refuses_every_combination_the_ranges_are_named() =>
        Assert.Contains("refuses every combination", Assert.Single(NoBest.Of(Asked, [])), StringComparison.Ordinal);

    [Fact]
    public void A_figure_that_is_not_defined_is_told_as_that() =>
        Assert.Contains("Sharpe is not defined", NoBest.Of(Asked, [Tried(1, trades: 40)])[1], StringComparison.Ordinal);

    [Fact]
    public void Where_there_is_a_best_there_is_nothing_to_say() =>
        Assert.Empty(NoBest.Of(Asked, [Tried(1, trades: 0), Tried(2, trades: 40) with { Score = 1 }]));

    private static Trial Tried(int number, int trades, double drawdown = 0.1)
    {
        var figures = new TrialFigures(trades, null, null, null, null, null, null, null, drawdown);
        return new Trial { Number = number, Parameters = "{}", Figures = figures, Lack = "for a reason" };
    }
}
