using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Backtesting;

public sealed class ReportWarningsTests
{
    private static readonly RunRecord Sound = Runs.Record([.. Enumerable.Range(0, 365).Select(i => i % 3 == 0 ? -40m : 60m)]) with { InMarket = TimeSpan.FromDays(100) };

    [Fact]
    public void A_sound_run_gets_no_warning() => Assert.Empty(Codes(Sound));

    [Fact]
    public void Few_trades_over_few_days_are_told() => Assert.Equal(["too-few-trades", "too-short"], Codes(Runs.Record([10, -4, 9, 9, 9, -4, 9])));

    [Fact]
    public void One_trade_that_makes_most_of_the_profit_is_told_with_what_is_left_without_it()
    {
        var warnings = Of(Runs.Record([.. Enumerable.Range(0, 60).Select(i => i == 30 ? 500m : i % 2 == 0 ? -10m : 12m)]));

        Assert.Contains("without it 70.00 would be left", warnings.Single(w => w.Code == "one-trade").Sentence);
    }

    [Fact]
    public void A_whole_profit_of_one_month_is_told() =>
        Assert.Contains("January 2024", Of(Runs.Record([.. Enumerable.Range(0, 120).Select(i => i < 31 ? 20m : i % 2 == 0 ? 5m : -5m)])).Single(w => w.Code == "one-month").Sentence);

    [Fact]
    public void Fees_that_eat_the_profit_are_told() =>
        Assert.Contains("fees", Codes(Sound with { Trades = [.. Sound.Trades.Select(t => t with { Trade = t.Trade with { Fees = 90 } })] }));

    [Fact]
    public void Being_in_the_market_for_moments_only_is_told() => Assert.Contains("rarely-in-market", Codes(Sound with { InMarket = TimeSpan.FromDays(3) }));

    [Fact]
    public void Holding_that_would_have_made_more_is_told_with_both_figures() =>
        Assert.Contains("+200.0 % instead of", Of(Sound with { BuyAndHold = [.. Sound.Days.Select((d, i) => d with { Equity = 10_000 + (20_000 * i / 365d) })] }).Single().Sentence);

    [Fact]
    public void A_result_that_is_not_booked_is_told() =>
        Assert.Contains("still-open", Codes(Sound with { FinalEquity = 50_000, OpenTrades = [Runs.Trade(0, close: null)] }));

    [Fact]
    public void Candles_whose_inner_order_decided_are_counted() =>
        Assert.Equal("In 12 of 1,000 candles it cannot be known what was reached first; the worse was assumed. Shorter candles would tell.", ReportWarnings.Of(Sound, Metrics.Of(Sound), 12, 1_000).Single().Sentence);

    private static IReadOnlyList<ReportWarning> Of(RunRecord run) => ReportWarnings.Of(run, Metrics.Of(run));

    private static IEnumerable<string> Codes(RunRecord run) => Of(run).Select(w => w.Code);
}
