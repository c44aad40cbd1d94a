using System.Text.Json;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Golden;

public sealed class RsiGoldenTests
{
    [Theory]
    [InlineData("synth_a")]
    [InlineData("real_btc_1h")]
    [InlineData("edge_a")]
    public void The_RSI_equals_the_reference_series(string set)
    {
        var closes = File.ReadLines(Shared.File($"golden/data/{set}.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[5])).ToList();
        using var goldens = JsonDocument.Parse(File.ReadAllText(Shared.File($"golden/indicators/{set}/rsi_14.json")));
        foreach (var golden in goldens.RootElement.EnumerateArray())
            AssertEqual(golden, closes);
    }

    private static void AssertEqual(JsonElement golden, List<double> closes)
    {
        var rsi = new Rsi(14);
        var values = closes.ConvertAll(rsi.Update);
        var expected = golden.GetProperty("values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble()).ToList();
        var (rel, abs) = (golden.GetProperty("tolerance").GetProperty("rel").GetDouble(), golden.GetProperty("tolerance").GetProperty("abs").GetDouble());
        var strict = golden.GetProperty("strict_from").GetInt32();
        var undefined = golden.TryGetProperty("undefined_indices", out var indices) ? indices.EnumerateArray().Select(i => i.GetInt32()).ToHashSet() : [];
        Assert.Equal(expected.Count, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            if (undefined.Contains(i))
                continue;
            if (i < strict)
                Assert.True(double.IsNaN(values[i]), $"index {i}: a value before the warm-up is over");
            else
                Assert.True(Math.Abs(values[i] - expected[i]) <= abs + (rel * Math.Abs(expected[i])), $"index {i}: {values[i]:R} instead of {expected[i]:R}");
        }
    }
}
