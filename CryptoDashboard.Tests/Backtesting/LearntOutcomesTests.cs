using System.Text.Json;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

/// <summary>One backtest with fills as learnt: three runs on the same candles.</summary>
public sealed class LearntOutcomesTests
{
    private static readonly MarketId Market = MarketId.Parse("binance:BTC/USDT");
    private static readonly MarketFills Guess = MarketFills.Of(Market, []);

    private static readonly BacktestSettings Settings = new()
    {
        Bots = [new BacktestBot { Market = Market, Timeframe = Timeframe.M1, Strategy = "rsi-cross", Capital = 10_000, Risk = Some.AllIn, Rules = Some.Rules }],
    };

    [Fact]
    public void Dearer_fills_end_lower_and_the_likely_run_is_the_report()
    {
        var (likely, all) = Run();

        Assert.Equal([FillLevel.Optimistic, FillLevel.Likely, FillLevel.Cautious], all.Outcomes.Select(o => o.Level));
        Assert.True(all[FillLevel.Optimistic].FinalEquity > all[FillLevel.Likely].FinalEquity && all[FillLevel.Likely].FinalEquity > all[FillLevel.Cautious].FinalEquity);
        Assert.Equal((likely.Whole.FinalEquity, likely.Whole.Trades.Count), (all[FillLevel.Likely].FinalEquity, all[FillLevel.Likely].Trades));
    }

    [Fact]
    public void Each_of_them_is_the_run_that_the_same_costs_given_by_hand_make()
    {
        var fills = Guess.At(FillLevel.Cautious, seed: 1);
        var byHand = Backtest.Run(Settings with { Fills = fills }, [Series()], progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(byHand.Whole.FinalEquity, Run().All[FillLevel.Cautious].FinalEquity);
    }

    [Fact]
    public void Repeated_it_gives_the_same_to_the_last_digit() => Assert.Equal(Run().All.Outcomes, Run().All.Outcomes);

    [Fact]
    public void All_three_read_the_same_memory_and_their_progress_is_one()
    {
        var (reported, series) = (new Reported(), Series());

        LearntOutcomes.Run(Settings, [Guess], 1, [series], reported, TestContext.Current.CancellationToken);

        Assert.All(reported.Told, p => Assert.Equal(3 * series.Candles.Length, p.All));
        Assert.Equal(reported.Told.Select(p => p.Done).Order(), reported.Told.Select(p => p.Done));
        Assert.Equal(3 * series.Candles.Length, reported.Told[^1].Done);
    }

    [Theory]
    [InlineData(0.3, 0.2, 0.1, "gains even with dear fills")]
    [InlineData(0.3, 0.2, -0.1, "dear ones turn it into a loss")]
    [InlineData(0.3, -0.2, -0.4, "which is no plan")]
    [InlineData(-0.1, -0.2, -0.4, "gains with none of them")]
    public void What_they_say_together_is_said_in_words(double kind, double likely, double dear, string meant)
    {
        FillOutcome Of(FillLevel level, double gain) => new(level, 10_000 * (1 + (decimal)gain), gain, 0.1, 40, 12);
        var all = new LearntOutcomes([Guess], [Of(FillLevel.Optimistic, kind), Of(FillLevel.Likely, likely), Of(FillLevel.Cautious, dear)]);

        Assert.Contains(meant, all.Sentence("USDT"), StringComparison.Ordinal);
        Assert.Contains("cautious guesses", all.Sentence("USDT"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_report_tells_it_as_the_fresh_one_did_and_an_older_one_tells_nothing()
    {
        var (likely, all) = Run();
        var subject = new ReportSubject { Name = "x", Currency = "USDT", MadeAt = Some.Noon, Learnt = all };
        var report = BacktestReport.Of(subject, likely.Whole, cancel: TestContext.Current.CancellationToken);

        var read = ReportJson.Unpack(ReportJson.Pack(report)).Subject.Learnt!;

        Assert.Equal((all.Sentence("USDT"), JsonSerializer.Serialize(all.Markets)), (read.Sentence("USDT"), JsonSerializer.Serialize(read.Markets)));
        Assert.Contains("With fills as learnt", ReportHtml.Write(report), StringComparison.Ordinal);
        Assert.Null(ReportJson.Read(ReportJson.Write(report with { Subject = subject with { Learnt = null } })).Subject.Learnt);
    }

    private static CandleSeries Series() => new(Market, Timeframe.M1, Builders.Candles.Simulated(5_000).ToArray());

    private static (BacktestResult Likely, LearntOutcomes All) Run() => LearntOutcomes.Run(Settings, [Guess], 1, [Series()], progress: null, TestContext.Current.CancellationToken);

    private sealed class Reported : IProgress<BacktestProgress>
    {
        public List<BacktestProgress> Told { get; } = [];

        public void Report(BacktestProgress value) => Told.Add(value);
    }
}
