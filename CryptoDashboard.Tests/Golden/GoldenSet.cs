using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Tests.Builders;

namespace CryptoDashboard.Tests.Golden;

/// <summary>Candles and reference lines of shared/golden, and its rule of comparison.</summary>
internal static class GoldenSet
{
    public static readonly string[] Names = ["synth_a", "real_btc_1h", "edge_a"];

    public static List<Candle> Candles(string set) => File.ReadLines(Shared.File($"golden/data/{set}.csv")).Skip(1).Select(line =>
    {
        var cells = line.Split(',');
        var numbers = cells[2..].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
        return new Candle(long.Parse(cells[0], CultureInfo.InvariantCulture), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }).ToList();

    /// <summary>The series it is correlated with, candle by candle.</summary>
    public static List<Candle> Pair(string set) => Candles(set == "real_btc_1h" ? "real_eth_1h" : "synth_a_pair");

    public static string[] Files(string set)
    {
        var any = Shared.File($"golden/indicators/{set}/rsi_14.json");
        return Directory.GetFiles(Path.GetDirectoryName(any)!, "*.json");
    }

    public static double[] Values(JsonElement golden) =>
        [.. golden.GetProperty("values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())];

    /// <summary>Every place where the line departs from the reference, as sentences.</summary>
    /// <param name="from">Where another seed is no longer to be seen; 0 compares all of it.</param>
    public static List<string> Departures(JsonElement golden, double[] line, string name, int from = 0)
    {
        var expected = Values(golden);
        var tolerance = golden.GetProperty("tolerance");
        var (rel, abs) = (tolerance.GetProperty("rel").GetDouble(), tolerance.GetProperty("abs").GetDouble());
        var (first, strict) = (golden.GetProperty("first_valid_index").GetInt32(), golden.GetProperty("strict_from").GetInt32());
        var undefined = golden.TryGetProperty("undefined_indices", out var indices) && indices.ValueKind == JsonValueKind.Array ? indices.EnumerateArray().Select(i => i.GetInt32()).ToHashSet() : [];
        var wrong = new List<string>();
        if (expected.Length != line.Length)
            return [$"{name}: {line.Length} values instead of {expected.Length}"];
        for (var i = from; i < line.Length; i++)
        {
            var (value, near) = (line[i], Math.Abs(line[i] - expected[i]) <= abs + (rel * Math.Abs(expected[i])));
            if (double.IsInfinity(value))
                wrong.Add($"{name}, index {i}: infinite");
            else if (i < first ? !double.IsNaN(value) : i < strict ? !double.IsNaN(value) && !near && name != "SUPERTREND" : !undefined.Contains(i) && !near)
                wrong.Add($"{name}, index {i}: {value:R} instead of {expected[i]:R}");
        }
        return wrong;
    }
}
