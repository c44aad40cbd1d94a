using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Performance;

public sealed class PeriodTests
{
    [Fact]
    public void A_sample_at_midnight_closes_the_day_before()
    {
        var table = MonthlyTable.Of(new EquityCurve([new(Runs.Start, 100), new(new(2024, 2, 1, 0, 0, 0, TimeSpan.Zero), 110), new(new(2024, 2, 2, 0, 0, 0, TimeSpan.Zero), 121)]));

        Assert.Equal([0.1, 0.1], table.Years[0].Months.Take(2).Select(m => Math.Round(m!.Value, 12)));
        Assert.Null(table.Years[0].Months[2]);
        Assert.Equal(0.21, table.Years[0].Total, 12);
    }

    [Fact]
    public void Months_compound_to_the_whole_return()
    {
        var returns = Runs.Returns(800, 5);
        var equity = new List<double> { 1_000 };
        foreach (var r in returns)
            equity.Add(equity[^1] * (1 + r));
        var curve = Runs.Curve([.. equity]);

        var table = MonthlyTable.Of(curve);

        Assert.Equal(1 + curve.TotalReturn, table.Years.SelectMany(y => y.Months).Where(m => m is not null).Aggregate(1d, (a, m) => a * (1 + m!.Value)), 9);
        Assert.Equal(1 + curve.TotalReturn, table.Years.Aggregate(1d, (a, y) => a * (1 + y.Total)), 9);
    }

    [Fact]
    public void Weeks_begin_on_Mondays_and_hold_the_trades_closed_in_them()
    {
        var weeks = PeriodResult.Of(Runs.Curve([.. Enumerable.Repeat(100d, 15)]), [Runs.Trade(5, 1), Runs.Trade(-2, 2), Runs.Trade(0, 24 * 7)], PeriodKind.Week);

        Assert.Equal([(new DateOnly(2024, 1, 1), 2, 3m), (new DateOnly(2024, 1, 8), 1, 0m)], weeks.Select(w => (w.From, w.Trades, w.Profit)));
        Assert.Equal((1, 0, 1), (weeks[0].Wins, weeks[0].Draws, weeks[0].Losses));
    }
}
