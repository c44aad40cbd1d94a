using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Strategies;

namespace CryptoDashboard.Tests.Strategies;

/// <summary>What every strategy of the catalogue owes; a new one is tested before its author thinks of it.</summary>
public sealed class StrategyContract
{
    public static TheoryData<string> All => [.. StrategyCatalogue.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Fed_again_from_the_start_it_says_the_same_to_the_last_bit(string name)
    {
        var candles = Builders.Candles.Simulated(1_500);
        var (once, again) = (StrategyCatalogue.Get(name).Create(ParameterSet.Empty), StrategyCatalogue.Get(name).Create(ParameterSet.Empty));

        Assert.Equal(candles.ConvertAll(c => once.Next(c)), candles.ConvertAll(c => again.Next(c)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_comes_later_changes_no_earlier_signal(string name)
    {
        var candles = Builders.Candles.Simulated(1_500);
        var (whole, cut) = (StrategyCatalogue.Get(name).Create(ParameterSet.Empty), StrategyCatalogue.Get(name).Create(ParameterSet.Empty));

        Assert.Equal(candles.ConvertAll(c => whole.Next(c)).Take(700), candles.Take(700).Select(c => cut.Next(c)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_candle_costs_no_allocation(string name)
    {
        var candles = Builders.Candles.Simulated(2_000);
        var strategy = StrategyCatalogue.Get(name).Create(ParameterSet.Empty);
        foreach (var candle in candles)
            strategy.Next(candle);
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var candle in candles)
            strategy.Next(candle);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_defaults_fit_its_own_schema(string name)
    {
        var kind = StrategyCatalogue.Get(name);

        Assert.Empty(kind.Faults(kind.Defaults));
        Assert.All(kind.Schema, p => Assert.False(string.IsNullOrWhiteSpace(p.Help)));
    }
}
