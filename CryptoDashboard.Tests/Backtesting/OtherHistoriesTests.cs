using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>What the same settings make of histories drawn from the same candles.</summary>
public sealed class OtherHistoriesTests
{
    private static readonly CandleSeries Series = new(Some.Market, Timeframe.M1, Builders.Candles.Simulated(3_000).ToArray());

    [Fact]
    public void Each_is_a_backtest_of_a_history_that_was_drawn()
    {
        var run = Backtest.Run(Settings(), [Series]);

        var histories = OtherHistories.Of(run, [Series], 40, seed: 9)!;

        var ends = Enumerable.Range(0, 40).Select(i => Backtest.Run(Settings(), [Series with { Candles = CandleResampling.Draw(Series.Candles.Span, histories.Block, 9, i) }]).Whole).ToList();
        Assert.Equal(Band.Of([.. ends.Select(e => (double)e.FinalEquity)]), histories.FinalEquity);
        Assert.Equal(Band.Of([.. ends.Select(e => (double)e.Trades.Count)]), histories.Trades);
        Assert.Equal(ends.Count(e => e.FinalEquity < e.StartEquity) / 40d, histories.ProbabilityOfLoss);
        Assert.Equal(ends.Count(e => (double)e.FinalEquity > e.BuyAndHold[^1].Equity) / 40d, histories.BetterThanHolding);
        Assert.Equal(ends.Count(e => e.FinalEquity < run.Whole.FinalEquity) / 40d, histories.Rank);
        Assert.Equal(histories.FinalEquity.P50, histories.Fan[^1].P50, 6);
        Assert.Equal(run.Whole.To, histories.Steps[^1]);
    }

    [Fact]
    public void They_are_as_many_as_can_be_traded_and_none_of_too_few_candles()
    {
        Assert.Equal(100, OtherHistories.Planned(Settings(), [Series], 100));
        Assert.Equal(0, OtherHistories.Planned(Settings(), [Series], 0));
        Assert.Equal(0, OtherHistories.Planned(Settings(), [Series with { Candles = Series.Candles[..199] }], 100));
        Assert.Equal(25, OtherHistories.Planned(Settings(), [Series with { Candles = Enumerable.Repeat(Series.Candles.Span[0], 1_000_000).ToArray() }], 100));
        Assert.Equal(0, OtherHistories.Planned(Settings(), [Series with { Candles = Enumerable.Repeat(Series.Candles.Span[0], 1_300_000).ToArray() }], 100));
    }

    [Fact]
    public void A_history_kinder_than_nearly_all_others_is_a_warning()
    {
        var run = Backtest.Run(Settings(), [Series]);
        var histories = OtherHistories.Of(run, [Series], 20, seed: 9)!;

        BacktestReport Report(double rank) => BacktestReport.Of(new() { Name = "Test", Currency = "USDT", MadeAt = default }, run.Whole, histories with { Rank = rank });

        Assert.Contains(Report(0.97).Warnings, w => w.Sentence.Contains("97 % end below this one", StringComparison.Ordinal));
        Assert.DoesNotContain(Report(0.6).Warnings, w => w.Code == "kind-history");
        Assert.Contains("20 other histories", ReportHtml.Write(Report(0.6)), StringComparison.Ordinal);
        Assert.Equal(histories.Fan, ReportJson.Unpack(ReportJson.Pack(Report(0.6))).Histories!.Fan);
    }

    private static BacktestSettings Settings() => new()
    {
        Bots =
        [
            new BacktestBot
            {
                Market = Some.Market, Timeframe = Timeframe.M1, Strategy = "rsi-cross", Parameters = new ParameterSet(new Dictionary<string, decimal> { ["length"] = 7 }), Capital = 10_000,
                Risk = RiskProfile.Default with { TradeShare = 1 }, Rules = Some.Rules,
            },
        ],
    };
}
