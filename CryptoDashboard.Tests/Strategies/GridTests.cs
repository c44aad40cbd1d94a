using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Strategies;

public sealed class GridTests
{
    private const string TenPercent = """{"step":10,"rungs":3,"give-up":0}""";

    [Fact]
    public void Each_rung_down_buys_a_part_and_each_rung_up_sells_one()
    {
        var signals = Said(TenPercent, 100, 95, 89, 95, 80, 85, 91, 101);

        Assert.Equal(
            [SignalAction.Hold, SignalAction.Hold, SignalAction.Buy, SignalAction.Hold, SignalAction.Buy, SignalAction.Hold, SignalAction.Sell, SignalAction.Sell],
            signals.Select(s => s.Action));
        Assert.All(signals.Where(s => s.Action == SignalAction.Buy), s => Assert.Equal((1f / 3, true), (s.Size, s.Adds)));
        Assert.Equal([0.5f, 1f], signals.Where(s => s.Action == SignalAction.Sell).Select(s => s.Size));
    }

    [Fact]
    public void A_fall_through_several_rungs_buys_all_of_them_at_once() =>
        Assert.Equal(2f / 3, Said(TenPercent, 100, 80)[^1].Size);

    [Fact]
    public void A_full_ladder_buys_nothing_more_however_deep_it_falls() =>
        Assert.All(Said(TenPercent, 100, 70, 50, 20, 5).Skip(2), s => Assert.Equal(SignalAction.Hold, s.Action));

    [Fact]
    public void An_empty_ladder_follows_the_price_upwards() =>
        Assert.Equal(SignalAction.Buy, Said(TenPercent, 100, 200, 179)[^1].Action);

    [Fact]
    public void It_gives_up_where_it_was_told_to_and_begins_anew_there()
    {
        var signals = Said("""{"step":10,"rungs":3,"give-up":20}""", 100, 72, 58, 52);

        Assert.Equal((SignalAction.Sell, 1f), (signals[2].Action, signals[2].Size));
        Assert.Equal((SignalAction.Buy, 1f / 3), (signals[3].Action, signals[3].Size));
    }

    [Fact]
    public void When_no_sell_ever_comes_through_the_exposure_limit_ends_the_buying()
    {
        var profile = new RiskProfile(0.3m, 0.5m);
        var (cash, held) = (10_000m, 0m);
        var grid = StrategyCatalogue.Get("grid").Create(ParameterSet.FromJson(TenPercent));
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var close = i % 2 == 0 ? 100m : 85m;
            var candle = Builders.Candles.Closing((double)close)[0];
            var decision = DecisionMaker.Decide(Some.Market, profile, grid.Next(candle), Some.Price(close), late: false, new Exposure(cash + (held * close), cash, Some.Quantity(held), 0), Some.Rules);
            if (decision.Trade is { Spend: > 0 } bought)
                (cash, held) = (cash - bought.Spend, held + (bought.Spend / close));
            refused += decision.Refusal is RiskRefusal.ExposureLimit ? 1 : 0;
            Assert.True(held * 85 <= 0.5m * (cash + (held * 85)));
        }
        Assert.True(refused > 10);
    }

    private static List<Signal> Said(string parameters, params double[] closes)
    {
        var grid = StrategyCatalogue.Get("grid").Create(ParameterSet.FromJson(parameters));
        return Builders.Candles.Closing(closes).ConvertAll(c => grid.Next(c));
    }
}
