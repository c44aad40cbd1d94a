using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Performance;

public sealed class TradeGroupTests
{
    [Theory]
    [InlineData("RSI 14 crossed up through 30: 28.1 → 31.2.", "RSI 14 crossed up through 30")]
    [InlineData("The stop at 98.50 was reached.", "The stop at … was reached")]
    [InlineData("By hand.", "By hand")]
    public void A_reason_is_grouped_without_the_figures_that_differ_each_time(string sentence, string group) => Assert.Equal(group, TradeGroup.Reason(sentence));

    [Fact]
    public void Groups_hold_every_trade_once_whatever_they_are_grouped_by()
    {
        var trades = Enumerable.Range(0, 100).Select(i => Runs.Trade((i % 7) - 3, i * 5, open: $"reason {i % 3}", close: i % 4 == 0 ? "stop" : "signal", market: i % 2 == 0 ? "paper:BTC/USDT" : "paper:ETH/USDT")).ToList();

        foreach (var groups in new[] { TradeGroup.BySymbol(trades), TradeGroup.ByEntry(trades), TradeGroup.ByExit(trades), TradeGroup.ByEntryAndExit(trades), TradeGroup.ByHour(trades), TradeGroup.ByWeekday(trades) })
        {
            Assert.Equal((100, trades.Sum(t => t.Profit)), (groups.Sum(g => g.Trades), groups.Sum(g => g.Profit)));
            Assert.All(groups, g => Assert.Equal(g.Trades, g.Wins + g.Draws + g.Losses));
        }
        Assert.Equal("Monday", TradeGroup.ByWeekday(trades)[0].Name);
    }

    [Fact]
    public void No_bar_of_a_distribution_mixes_wins_with_losses_and_none_is_lost()
    {
        var values = Runs.Returns(1_000, 9);

        var bars = Histogram.Of(values).Bars;

        Assert.Equal(1_000, bars.Sum(b => b.Count));
        Assert.Contains(bars, b => b.From == 0);
        Assert.Equal(values.Count(v => v < 0), bars.Where(b => b.To <= 0).Sum(b => b.Count));
    }
}
