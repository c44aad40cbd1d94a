using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.BuiltIn;
using CryptoDashboard.Core.Strategies.Checks;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Strategies;

/// <summary>What every strategy of the catalogue owes, with several sets of parameters; a new one is tested before its author thinks of it.</summary>
public sealed class StrategyContract
{
    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in StrategyCatalogue.All)
            {
                foreach (var set in ParameterSets.Of(kind.Schema, s => kind.Faults(s).Count == 0, rolled: 4))
                    data.Add(kind.Name, set.ToJson());
            }
            foreach (var name in Rules.TemplatesInBook.Names)
                data.Add(name, "{}");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fed_again_from_the_start_it_says_the_same_to_the_last_bit(string name, string parameters)
    {
        var candles = Builders.Candles.Simulated(1_500);
        var (once, again) = (Make(name, parameters), Make(name, parameters));

        Assert.Equal(candles.ConvertAll(c => once.Next(c)), candles.ConvertAll(c => again.Next(c)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_comes_later_changes_no_earlier_signal(string name, string parameters)
    {
        var report = LookAheadCheck.Run(() => Make(name, parameters), Builders.Candles.Simulated(1_500), cuts: 4);

        Assert.False(report.LooksAhead, report.Sentence);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_but_warming_up_is_said_before_the_declared_warm_up_and_something_from_then_on(string name, string parameters)
    {
        var strategy = Make(name, parameters);

        var signals = Builders.Candles.Simulated(1_500).ConvertAll(c => strategy.Next(c));

        Assert.All(signals.Take(strategy.WarmUp - 1), signal => Assert.Equal(Signal.WarmingUp, signal));
        // By hand and from outside have no opinion, ever.
        Assert.True(signals[strategy.WarmUp - 1] != Signal.WarmingUp || strategy is ByHand or FromOutside);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_candle_costs_no_allocation(string name, string parameters)
    {
        var candles = Builders.Candles.Simulated(1_500);
        var strategy = Make(name, parameters);
        foreach (var candle in candles)
            strategy.Next(candle);
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var candle in candles)
            strategy.Next(candle);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_candle_that_is_no_candle_is_a_HOLD_and_leaves_no_trace(string name, string parameters)
    {
        var (clean, dirty) = (Make(name, parameters), Make(name, parameters));
        foreach (var candle in Builders.Candles.Simulated(1_500))
        {
            var none = new Candle(candle.OpenMs, double.NaN, double.PositiveInfinity, double.NaN, double.NaN, double.NaN);
            Assert.Equal(SignalAction.Hold, dirty.Next(none).Action);
            Assert.Equal(clean.Next(candle), dirty.Next(candle));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void On_the_wildest_market_a_signal_keeps_its_ranges_and_has_a_reason(string name, string parameters)
    {
        var strategy = Make(name, parameters);
        var names = strategy.Values().Select(v => v.Name).ToList();
        foreach (var candle in Builders.Candles.Wild(1_500))
        {
            var signal = strategy.Next(candle);
            var isHold = signal.Action == SignalAction.Hold;
            if (signal.Confidence != 0 || !isHold)
                Assert.InRange(signal.Confidence, isHold ? 0.3 : 0.5, isHold ? 0.5 : 1);
            Assert.InRange(signal.Strength, 1, 5);
            Assert.InRange(signal.Size, 0.0001f, 1);
            Assert.False(signal.Adds && signal.Action != SignalAction.Buy);
            if (!isHold || candle.OpenMs % 600_000 == 0)
                Assert.EndsWith(".", strategy.Explain(), StringComparison.Ordinal);
        }

        Assert.Equal(names, strategy.Values().Select(v => v.Name));
        Assert.DoesNotContain(strategy.Values(), v => double.IsInfinity(v.Value));
    }

    [Fact]
    public void Every_strategy_explains_itself_and_its_defaults_fit_its_own_schema() => Assert.All(StrategyCatalogue.All, kind =>
    {
        Assert.Empty(kind.Faults(kind.Defaults));
        Assert.EndsWith(".", kind.Summary, StringComparison.Ordinal);
        Assert.All(kind.Schema, p => Assert.False(string.IsNullOrWhiteSpace(p.Help)));
        Assert.All(kind.Schema, p => Assert.Null(p.Fault(p.Default)));
        Assert.All(kind.Schema.Where(p => p.Choices.Count > 0), p => Assert.Equal(p.Max, p.Min + ((p.Choices.Count - 1) * p.Step)));
    });

    [Fact]
    public void A_bot_of_any_strategy_with_its_defaults_has_no_faults() => Assert.All(StrategyCatalogue.All, kind =>
        Assert.Empty(BotDesk.Faults(Some.Bot() with { Strategy = kind.Name, Parameters = kind.Defaults.ToJson() })));

    private static IStrategy Make(string name, string parameters) => StrategyCatalogue.Get(name).Create(ParameterSet.FromJson(parameters));
}
