using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Performance;

public sealed class MetricsTests
{
    private static readonly decimal[] Year = [.. Enumerable.Range(0, 365).Select(i => i % 3 == 0 ? -40m : 30m)];

    [Fact]
    public void Three_days_get_no_growth_per_year_but_a_sentence()
    {
        var metrics = Metrics.Of(Runs.Record([500, 400, 300]));

        Assert.Contains("3 days are too few", metrics.Returns.Cagr.Refusal);
        Assert.NotNull(metrics.Returns.Sharpe.Refusal);
        Assert.Equal(0.12, metrics.Returns.TotalReturn.Value!.Value, 12);
    }

    [Fact]
    public void Few_trades_over_a_year_get_a_growth_but_no_ratio()
    {
        var metrics = Metrics.Of(Runs.Record([.. Enumerable.Range(0, 365).Select(i => i == 100 ? 900m : 0m)]) with { Trades = Runs.Trades(900) });

        Assert.NotNull(metrics.Returns.Cagr.Value);
        Assert.Contains("1 closed trade says more about luck", metrics.Returns.Sharpe.Refusal);
        Assert.NotNull(metrics.Trades.ProfitFactor.Refusal);
        Assert.Equal(1, metrics.Trades.WinRate.Value);
    }

    [Fact]
    public void A_year_of_trades_is_told_everything()
    {
        var metrics = Metrics.Of(Runs.Record(Year, hold: i => 10_000 + (100 * Math.Sin(i))));

        var refused = MetricCatalogue.Read(metrics).Where(f => f.Value.Refusal is not null).Select(f => f.Key);

        Assert.Empty(refused);
    }

    [Fact]
    public void No_run_makes_a_figure_that_is_no_number()
    {
        foreach (var run in new[] { Runs.Record([]), Runs.Record([0]), Runs.Record([-10_000]), Runs.Record([-10_000, 5]), Runs.Record([-20_000, 5, 5]), Runs.Record(Year, start: 0.00000001m) })
        {
            foreach (var basis in new[] { Basis.Any, Basis.Shown })
                Assert.All(MetricCatalogue.Read(Metrics.Of(run, basis)).Values, f => Assert.True(f.Refusal is not null || double.IsFinite(f.Value!.Value)));
        }
    }

    [Fact]
    public void Keys_are_unique_and_camel_case() =>
        Assert.All(MetricCatalogue.All, m => Assert.True(char.IsAsciiLetterLower(m.Key[0]) && m.Key.All(char.IsAsciiLetterOrDigit) && MetricCatalogue.All.Count(o => o.Key == m.Key) == 1));

    [Fact]
    public void A_run_that_is_its_market_has_beta_one_and_alpha_zero()
    {
        var run = Runs.Record(Year);

        var metrics = Metrics.Of(run with { BuyAndHold = run.Days });

        Assert.Equal(1, metrics.Hold.Beta.Value!.Value, 12);
        Assert.Equal(0, metrics.Hold.Alpha.Value!.Value, 12);
        Assert.NotNull(metrics.Hold.InformationRatio.Refusal);
    }

    [Fact]
    public void Money_at_twice_the_risk_has_twice_the_beta_and_the_same_Sharpe()
    {
        var market = Runs.Returns(400, 3);
        var hold = new List<double> { 1_000 };
        var own = new List<double> { 1_000 };
        foreach (var r in market)
        {
            hold.Add(hold[^1] * (1 + r));
            own.Add(own[^1] * (1 + (2 * r)));
        }

        var metrics = HoldMetrics.Of(Runs.Curve([.. own]), Runs.Curve([.. hold]), 100, Basis.Shown);

        Assert.Equal(2, metrics.Beta.Value!.Value, 9);
        Assert.Equal(metrics.HoldSharpe.Value!.Value, ReturnMetrics.Of(Runs.Curve([.. own]), 100, Basis.Shown).Sharpe.Value!.Value, 9);
    }

    [Fact]
    public void A_row_of_wins_ends_with_a_break_even()
    {
        var metrics = TradeMetrics.Of(Runs.Trades(1, 1, 0, 1, 1, 1, -1, -1, 0, -1), Basis.Shown);

        Assert.Equal((3, 2, 2), (metrics.WinningStreak, metrics.LosingStreak, metrics.Breakeven));
    }

    [Fact]
    public void Stops_are_told_from_what_winners_went_through()
    {
        var trades = Enumerable.Range(0, 41).Select(i => Runs.Trade(10, i, worst: -0.001 * i, best: 0.02)).ToList();

        var metrics = ExcursionMetrics.Of(trades, Basis.Shown);

        Assert.Equal(-0.036, metrics.StopForNineOfTenWinners.Value!.Value, 12);
        Assert.Equal(0.5, metrics.ExitEfficiency.Value!.Value, 12);
    }
}
