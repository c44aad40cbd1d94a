using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Tests.Strategies;

public sealed class RsiCrossTests
{
    private static readonly double[] DownThenUp = [100, 99, 98, 97, 96, 95, 96.5, 98, 99, 100, 101, 102, 103, 102, 100, 98];

    [Fact]
    public void Crossing_up_through_the_lower_threshold_is_a_BUY_and_down_through_the_upper_a_SELL()
    {
        var strategy = StrategyCatalogue.Get("rsi-cross").Create(ParameterSet.FromJson("""{"length":3,"lower":30,"upper":70}"""));

        var actions = Builders.Candles.Closing(DownThenUp).ConvertAll(c => strategy.Next(c).Action);

        Assert.Equal(6, actions.IndexOf(SignalAction.Buy));
        Assert.Equal(13, actions.IndexOf(SignalAction.Sell));
    }

    [Fact]
    public void A_signal_to_act_has_at_least_half_confidence_and_a_HOLD_between_0_3_and_0_5()
    {
        var strategy = StrategyCatalogue.Get("rsi-cross").Create(ParameterSet.Empty);

        foreach (var candle in Builders.Candles.Simulated(3_000))
        {
            var signal = strategy.Next(candle);
            if (signal == Signal.WarmingUp)
                continue;
            Assert.InRange(signal.Confidence, signal.Action == SignalAction.Hold ? 0.3 : 0.5, signal.Action == SignalAction.Hold ? 0.5 : 1);
            Assert.InRange(signal.Strength, 1, 5);
        }
    }

    [Fact]
    public void Nothing_but_warming_up_is_said_before_the_declared_warm_up()
    {
        var strategy = StrategyCatalogue.Get("rsi-cross").Create(ParameterSet.Empty);

        var signals = Builders.Candles.Simulated(100).ConvertAll(c => strategy.Next(c));

        Assert.All(signals.Take(strategy.WarmUp - 1), signal => Assert.Equal(Signal.WarmingUp, signal));
        Assert.NotEqual(Signal.WarmingUp, signals[strategy.WarmUp - 1]);
    }

    [Fact]
    public void The_reason_names_the_cross_and_both_values()
    {
        var strategy = StrategyCatalogue.Get("rsi-cross").Create(ParameterSet.FromJson("""{"length":3,"lower":30,"upper":70}"""));
        foreach (var candle in Builders.Candles.Closing(DownThenUp[..7]))
            strategy.Next(candle);

        Assert.StartsWith("RSI 3 crossed up through 30: 0.0 → ", strategy.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_the_wrong_way_round_is_refused_with_both_numbers()
    {
        var faults = StrategyCatalogue.Get("rsi-cross").Faults(ParameterSet.FromJson("""{"lower":70,"upper":30}"""));

        Assert.Contains("70", Assert.Single(faults).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"length":1}""", "length")]
    [InlineData("""{"length":14.5}""", "length")]
    [InlineData("""{"lenght":14}""", "lenght")]
    public void A_bad_parameter_is_refused_by_its_name(string json, string name)
    {
        var faults = StrategyCatalogue.Get("rsi-cross").Faults(ParameterSet.FromJson(json));

        Assert.Contains(faults, f => f.Parameter == name);
    }
}
