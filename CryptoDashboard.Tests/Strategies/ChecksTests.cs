using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Checks;

namespace CryptoDashboard.Tests.Strategies;

public sealed class ChecksTests
{
    [Fact]
    public void A_strategy_that_was_made_from_all_candles_is_caught_looking_ahead()
    {
        var candles = Builders.Candles.Simulated(1_000);

        var report = LookAheadCheck.Run(known => new AboveTheMeanOf(known), candles);

        Assert.True(report.LooksAhead);
        Assert.StartsWith("It looks ahead. At 2026-01-02 ", report.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_honest_strategy_passes_and_the_number_of_its_signals_is_told()
    {
        var report = LookAheadCheck.Run(() => Make("rsi-cross"), Builders.Candles.Simulated(1_000), cuts: 4);

        Assert.False(report.LooksAhead);
        Assert.Equal("It does not look ahead: 4 histories cut short gave the same signals as the whole one, 2,000 in all.", report.Sentence);
    }

    [Fact]
    public void With_too_few_candles_neither_check_claims_anything()
    {
        var candles = Builders.Candles.Simulated(15);

        Assert.Null(LookAheadCheck.Run(() => Make("rsi-cross"), candles).LooksAhead);
        Assert.Contains("too few", WarmUpCheck.Run(() => Make("rsi-cross"), candles).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_average_that_never_forgets_settles_after_some_times_its_warm_up()
    {
        var report = WarmUpCheck.Run(() => Make("rsi-cross"), Builders.Candles.Simulated(1_500));

        Assert.True(report.Rows[0].Largest > 0.01);
        Assert.InRange(report.Settled!.Times, 2, 20);
        Assert.True(report.Rows[^1].Largest < report.Rows[0].Largest);
        Assert.Contains("times as many", report.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_forgets_is_settled_at_once()
    {
        var report = WarmUpCheck.Run(() => Make("donchian-breakout"), Builders.Candles.Simulated(1_500));

        Assert.Equal(1, report.Settled!.Times);
        Assert.Equal("Its warm-up of 21 candles is enough: from there on it says what it says after the whole history.", report.Sentence);
    }

    [Fact]
    public void A_strategy_that_counts_is_told_to_depend_on_its_beginning()
    {
        var report = WarmUpCheck.Run(() => StrategyCatalogue.Get("grid").Create(ParameterSet.FromJson("""{"step":0.1}""")), Builders.Candles.Simulated(1_500));

        Assert.Null(report.Settled);
        Assert.Contains("depends on where it began", report.Sentence, StringComparison.Ordinal);
    }

    private static IStrategy Make(string name) => StrategyCatalogue.Get(name).Create(ParameterSet.Empty);

    private sealed class AboveTheMeanOf(IReadOnlyList<Candle> known) : IStrategy
    {
        private readonly double _mean = known.Average(c => c.Close);

        public int WarmUp => 1;

        public Signal Next(in Candle candle) => Signal.Of(candle.Close > _mean ? SignalAction.Buy : SignalAction.Hold, 0.5);

        public string Explain() => "It knows the mean of everything.";

        public IReadOnlyList<IndicatorValue> Values() => [];
    }
}
