using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Checks;

namespace CryptoDashboard.Tests.Strategies;

public sealed class DcaTests
{
    [Fact]
    public void It_buys_its_part_at_the_first_candle_of_each_hour_and_nowhere_else()
    {
        var candles = Builders.Candles.Simulated(600);
        var dca = Make("""{"hours":1,"part":10}""");

        var signals = candles.ConvertAll(c => dca.Next(c));

        Assert.Equal(candles.Skip(1).Where(c => c.OpenTime.Minute == 0).Select(c => c.OpenTime), candles.Where((_, i) => signals[i].Action == SignalAction.Buy).Select(c => c.OpenTime));
        Assert.All(signals.Where(s => s.Action == SignalAction.Buy), s => Assert.Equal((0.1f, true), (s.Size, s.Adds)));
    }

    [Fact]
    public void It_buys_at_the_same_times_wherever_it_began()
    {
        var report = WarmUpCheck.Run(() => Make("""{"hours":1}"""), Builders.Candles.Simulated(1_200));

        Assert.All(report.Rows, row => Assert.Equal(0, row.OtherSignals));
    }

    [Fact]
    public void A_missing_hour_is_not_bought_twice_afterwards()
    {
        var candles = Builders.Candles.Simulated(300);
        candles.RemoveAll(c => c.OpenTime.Hour is 1 or 2);
        var dca = Make("""{"hours":1}""");

        Assert.Equal(2, candles.Count(c => dca.Next(c).Action == SignalAction.Buy));
    }

    [Fact]
    public void It_sells_all_at_its_profit_over_the_average_of_equal_amounts()
    {
        var dca = Make("""{"hours":1,"profit":10}""");
        // Equal amounts at 100 and at 50 cost 66.67 on average, not 75.
        var signals = Hourly(100, 100, 50, 73.5, 74);

        Assert.Equal([SignalAction.Hold, SignalAction.Buy, SignalAction.Buy, SignalAction.Sell, SignalAction.Buy], signals);
        List<SignalAction> Hourly(params double[] closes) => [.. closes.Select((close, i) => dca.Next(new Candle(i * 3_600_000L, close, close, close, close, 1)).Action)];
    }

    [Fact]
    public void It_stops_after_as_many_buys_as_it_may_make()
    {
        var dca = Make("""{"hours":1,"most":3}""");

        Assert.Equal(3, Builders.Candles.Simulated(600).Count(c => dca.Next(c).Action == SignalAction.Buy));
    }

    private static IStrategy Make(string parameters) => StrategyCatalogue.Get("dca").Create(ParameterSet.FromJson(parameters));
}
