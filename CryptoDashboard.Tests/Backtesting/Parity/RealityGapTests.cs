using CryptoDashboard.Core.Backtesting.Parity;

namespace CryptoDashboard.Tests.Backtesting.Parity;

public sealed class RealityGapTests
{
    private static readonly DateOnly Day = new(2026, 1, 2);

    [Fact]
    public void A_gap_too_small_to_be_shown_is_none_and_an_unknown_one_is_not()
    {
        Assert.True(RealityGap.Of([Headline(0, 0.1m, 4_000, 6)]).IsNone);
        Assert.False(RealityGap.Of([Headline(0, -1, 4_000, 6)]).IsNone);
        Assert.False(RealityGap.Of([]).IsNone);
    }

    [Fact]
    public void It_is_what_was_lost_to_reality_of_what_was_traded()
    {
        var gap = RealityGap.Of([Headline(0, -3, 4_000, 4), Headline(1, -1, 1_000, 3)]);

        Assert.Equal((-0.0008m, 7, 2, null), (gap.Ratio, gap.Trades, gap.Days, gap.Why));
    }

    [Fact]
    public void With_few_trades_it_is_refused_in_words()
    {
        Assert.Equal((null, "4 trades in 1 day: too few to say."), (RealityGap.Of([Headline(0, -3, 4_000, 4)]).Ratio, RealityGap.Of([Headline(0, -3, 4_000, 4)]).Why));
        Assert.Equal("No day was compared yet; each is in the night after it.", RealityGap.Of([]).Why);
    }

    [Fact]
    public void Its_trend_begins_when_there_is_enough()
    {
        var trend = RealityGap.Trend([Headline(0, -3, 4_000, 4), Headline(1, -1, 1_000, 3), Headline(2, 0, 5_000, 3)]);

        Assert.Equal([(Day.AddDays(1), -0.0008m), (Day.AddDays(2), -0.0004m)], trend);
    }

    private static ParityHeadline Headline(int day, decimal gap, decimal traded, int trades) => new(1, Day.AddDays(day), 0, 0, gap, traded, trades);
}
