using System.Text.Json;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Tests.Golden;

public sealed class IndicatorGoldenTests
{
    [Theory]
    [InlineData("synth_a", 27)]
    [InlineData("real_btc_1h", 27)]
    [InlineData("edge_a", 27)]
    public void Every_line_equals_its_reference(string set, int files)
    {
        var candles = GoldenSet.Candles(set);
        var wrong = new List<string>();
        var read = 0;
        foreach (var file in GoldenSet.Files(set))
        {
            using var goldens = JsonDocument.Parse(File.ReadAllText(file));
            read++;
            foreach (var golden in goldens.RootElement.EnumerateArray())
            {
                if (Line(golden, candles, set) is { } line)
                    wrong.AddRange(GoldenSet.Departures(golden, line, Name(golden), OtherSeedUntil(golden)).Take(3));
            }
        }
        Assert.Equal(files, read);
        Assert.Empty(wrong);
    }

    private static string Name(JsonElement golden) => golden.GetProperty("indicator").GetString()! is "SUPERTREND" ? "SUPERTREND" : $"{golden.GetProperty("indicator")} {golden.GetProperty("output")} {golden.GetProperty("params")}";

    // MACD and ADX have two customary seeds; ours is TA-Lib's, and the other reference says from where on it agrees with that.
    private static int OtherSeedUntil(JsonElement golden) => golden.GetProperty("params").TryGetProperty("seed", out var seed) && seed.GetString() == "classic"
        ? golden.GetProperty("variants").EnumerateArray().Single(v => v.GetProperty("name").GetString() == "TA-Lib seeding").GetProperty("agrees_from").GetInt32()
        : 0;

    private static double[]? Line(JsonElement golden, List<Candle> candles, string set)
    {
        var parameters = golden.GetProperty("params");
        var (indicator, output) = (golden.GetProperty("indicator").GetString()!, golden.GetProperty("output").GetString()!);
        double Number(string name) => parameters.GetProperty(name).GetDouble();
        double[] Of(string kind, string values, string line)
        {
            var chosen = IndicatorCatalogue.Get(kind);
            var at = chosen.Outputs.ToList().FindIndex(o => o.Name == line);
            return chosen.Over(candles, ParameterSet.FromJson(values))[at];
        }
        string Length() => $$"""{"length":{{Number("period")}}}""";
        var own = output.Replace('_', '-');
        return indicator switch
        {
            "SMA" or "EMA" or "RSI" or "ATR" or "CCI" or "MFI" or "VOLATILITY" => Of(indicator.ToLowerInvariant(), Length(), "value"),
            "VWAP_ROLLING" => Of("vwap", Length(), "value"),
            "VWAP_SESSION" => Of("vwap-session", "{}", "value"),
            "OBV" => Of("obv", "{}", "value"),
            "ADX" => Of("adx", Length(), own),
            "DONCHIAN" => Of("donchian", Length(), own),
            "BBANDS" => Of("bollinger", $$"""{"length":{{Number("period")}},"width":{{Number("stddev")}}}""", own),
            "KELTNER" => Of("keltner", $$"""{"length":{{Number("ema_period")}},"atr":{{Number("atr_period")}},"width":{{Number("multiplier")}}}""", own),
            "MACD" => Of("macd", $$"""{"fast":{{Number("fast")}},"slow":{{Number("slow")}},"signal":{{Number("signal")}}}""", own),
            "STOCH" => Of("stochastic", $$"""{"length":{{Number("fastk")}},"smooth":{{Number("slowk")}},"signal":{{Number("slowd")}}}""", own),
            "SUPERTREND" => Of("supertrend", $$"""{"length":{{Number("atr_period")}},"width":{{Number("multiplier")}}}""", output switch { "supertrend" => "value", "direction" => "direction", _ => output[6..] }),
            "ZSCORE" => Of("z-score", $$"""{"length":{{Number("period")}},"sample":{{(parameters.GetProperty("sd").GetString() == "sample" ? 1 : 0)}}}""", "value"),
            "CORRELATION" => Correlated(candles, GoldenSet.Pair(set), (int)Number("period"), parameters.GetProperty("of").GetString() != "close"),
            "LOGRETURN" => null, // what Volatility is made of; no indicator of its own
            _ => throw new InvalidOperationException($"{indicator} is not compared with anything."),
        };
    }

    private static double[] Correlated(List<Candle> candles, List<Candle> others, int length, bool returns)
    {
        var correlation = new Correlation(length);
        var line = new double[candles.Count];
        line[0] = double.NaN;
        for (var i = 0; i < candles.Count; i++)
        {
            if (!returns)
                line[i] = correlation.Update(candles[i].Close, others[i].Close);
            else if (i > 0)
                line[i] = correlation.Update(Math.Log(candles[i].Close / candles[i - 1].Close), Math.Log(others[i].Close / others[i - 1].Close));
        }
        return line;
    }
}
