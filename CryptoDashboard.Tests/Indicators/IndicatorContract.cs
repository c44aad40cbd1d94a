using CryptoDashboard.Core.Indicators;

namespace CryptoDashboard.Tests.Indicators;

/// <summary>What every indicator of the catalogue owes, with its defaults, its smallest and rather large parameters; a new one is tested before its author thinks of it.</summary>
public sealed class IndicatorContract
{
    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in IndicatorCatalogue.All)
            {
                foreach (var set in Builders.ParameterSets.Of(kind.Schema, s => kind.Faults(s).Count == 0))
                    data.Add(kind.Name, set.ToJson());
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Batch_and_stream_and_a_restart_give_the_same_bits(string name, string parameters)
    {
        var candles = Builders.Candles.Wild(1_200);
        var batch = IndicatorCatalogue.Get(name).Over(candles, ParameterSet.FromJson(parameters));
        var restarted = Make(name, parameters);
        foreach (var candle in candles[..700])
            restarted.Update(candle);
        for (var i = 700; i < candles.Count; i++)
        {
            restarted.Update(candles[i]);
            Assert.All(batch.Select((line, output) => (line, output)), l => Assert.Equal(BitConverter.DoubleToInt64Bits(l.line[i]), BitConverter.DoubleToInt64Bits(restarted[l.output])));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void There_is_no_value_before_the_declared_warm_up_and_one_from_then_on(string name, string parameters)
    {
        var candles = Builders.Candles.Simulated(1_200);
        var indicator = Make(name, parameters);
        var lines = IndicatorCatalogue.Get(name).Over(candles, ParameterSet.FromJson(parameters));

        Assert.Equal(indicator.WarmUp, lines.Select((_, output) => indicator.WarmUpOf(output)).Max());
        Assert.All(lines.Select((line, output) => (line, first: indicator.WarmUpOf(output))), l =>
        {
            Assert.All(l.line.Take(l.first - 1), v => Assert.True(double.IsNaN(v)));
            Assert.All(l.line.Skip(l.first - 1), v => Assert.True(double.IsFinite(v)));
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_comes_later_changes_no_earlier_value(string name, string parameters)
    {
        var candles = Builders.Candles.Wild(900);
        var kind = IndicatorCatalogue.Get(name);
        var whole = kind.Over(candles, ParameterSet.FromJson(parameters));
        var other = kind.Over([.. candles[..500], .. Builders.Candles.Simulated(400, seed: 3)], ParameterSet.FromJson(parameters));

        Assert.All(whole.Zip(other), pair => Assert.Equal(pair.First.Take(500), pair.Second.Take(500)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_candle_that_is_no_candle_leaves_no_trace(string name, string parameters)
    {
        var candles = Builders.Candles.Simulated(400);
        var (clean, dirty) = (Make(name, parameters), Make(name, parameters));
        foreach (var candle in candles)
        {
            clean.Update(candle);
            dirty.Update(candle with { Open = double.NaN, High = double.PositiveInfinity, Low = double.NaN, Close = double.NaN, Volume = double.NaN });
            dirty.Update(candle);
        }

        Assert.All(Outputs(name), output => Assert.Equal(clean[output], dirty[output]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Reading_it_changes_nothing(string name, string parameters)
    {
        var candles = Builders.Candles.Wild(600);
        var (read, unread) = (Make(name, parameters), Make(name, parameters));
        foreach (var candle in candles)
        {
            read.Update(candle);
            _ = Outputs(name).Sum(output => read[output]);
            unread.Update(candle);
        }

        Assert.All(Outputs(name), output => Assert.Equal(unread[output], read[output]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Flat_empty_and_jumping_candles_leave_it_undefined_for_a_while_and_never_infinite_or_for_good(string name, string parameters)
    {
        var kind = IndicatorCatalogue.Get(name);
        var wild = Builders.Candles.Wild(1_000);
        var lines = kind.Over([.. wild, .. Builders.Candles.Simulated(1_200)], ParameterSet.FromJson(parameters));

        Assert.All(lines, line => Assert.DoesNotContain(line, double.IsInfinity));
        Assert.All(lines, line => Assert.All(line.Skip(1_000 + 600), v => Assert.True(double.IsFinite(v))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_coin_at_a_hundred_millionth_has_the_same_picture(string name, string parameters)
    {
        const double small = 1e-13;
        var kind = IndicatorCatalogue.Get(name);
        var candles = Builders.Candles.Simulated(1_000);
        var big = kind.Over(candles, ParameterSet.FromJson(parameters));
        var little = kind.Over(candles.ConvertAll(c => c with { Open = c.Open * small, High = c.High * small, Low = c.Low * small, Close = c.Close * small }), ParameterSet.FromJson(parameters));

        for (var output = 0; output < big.Length; output++)
        {
            var scale = big[output].Where(double.IsFinite).Max(Math.Abs);
            var littleScale = little[output].Where(double.IsFinite).Max(Math.Abs);
            for (var i = 0; i < candles.Count; i++)
                Assert.True(double.IsNaN(big[output][i]) ? double.IsNaN(little[output][i]) : Math.Abs((big[output][i] / scale) - (little[output][i] / littleScale)) < 1e-6, $"output {output}, index {i}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_candle_costs_no_allocation(string name, string parameters)
    {
        var candles = Builders.Candles.Simulated(1_200);
        var indicator = Make(name, parameters);
        foreach (var candle in candles)
            indicator.Update(candle);
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var candle in candles)
            indicator.Update(candle);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Every_kind_explains_itself_and_its_defaults_fit()
    {
        Assert.Equal(IndicatorCatalogue.All.Count, IndicatorCatalogue.All.Select(k => k.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(IndicatorCatalogue.All, kind =>
        {
            Assert.Empty(kind.Faults(kind.Defaults));
            Assert.NotEmpty(kind.Outputs);
            Assert.EndsWith(".", kind.Help, StringComparison.Ordinal);
            Assert.All(kind.Schema, p => Assert.False(string.IsNullOrWhiteSpace(p.Help)));
        });
    }

    private static IIndicator Make(string name, string parameters) => IndicatorCatalogue.Get(name).Create(ParameterSet.FromJson(parameters));

    private static IEnumerable<int> Outputs(string name) => Enumerable.Range(0, IndicatorCatalogue.Get(name).Outputs.Count);
}
