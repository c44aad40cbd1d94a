using System.Diagnostics;
using System.Text.Json;

namespace CryptoDashboard.Tests.CommandLine;

/// <summary>A rule document at the command line, with nothing but files.</summary>
public sealed class RuleVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rule-verbs-").FullName;

    [Fact]
    public async Task Rules_in_a_file_are_backtested_checked_and_optimised_like_a_strategy()
    {
        var candles = Written("minutes.csv", string.Join('\n', Builders.Candles.Simulated(14_400).Select(c => FormattableString.Invariant($"{c.OpenMs},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume}"))));
        var rules = Written("rules.json", Bounce(14));

        var shortest = await Backtest("--rules", rules, "--file", candles, "--param", "rsi-length=7", "--param", "stop-loss=0.01");
        var written = await Backtest("--rules", Written("seven.json", Bounce(7, stopLoss: 0.01)), "--file", candles);
        var built = await Backtest("--strategy", "rsi-cross", "--param", "length=7", "--param", "stop-loss=0.01", "--share", "0.5", "--file", candles);
        var (checkedCode, said) = await Run("check", "--rules", rules, "--file", candles);
        var (code, searched) = await Run("optimise", "--rules", rules, "--file", candles, "--param", "rsi-length=5..9/2", "--param", "stop-loss=0.01..0.02/0.01", "--method", "grid", "--min-trades", "1", "--json");

        Assert.Equal(written.GetProperty("finalEquity").GetDecimal(), shortest.GetProperty("finalEquity").GetDecimal());
        Assert.Equal(built.GetProperty("finalEquity").GetDecimal(), shortest.GetProperty("finalEquity").GetDecimal());
        Assert.StartsWith("Buys when RSI 7 of close", shortest.GetProperty("settings").GetProperty("rules").GetString(), StringComparison.Ordinal);
        Assert.True(checkedCode == 0, said);
        Assert.Contains("It does not look ahead", said, StringComparison.Ordinal);
        Assert.True(code == 0, searched);
        var seven = JsonDocument.Parse(searched).RootElement.GetProperty("all").EnumerateArray()
            .Single(t => t.GetProperty("parameters").GetProperty("rsi-length").GetDecimal() == 7 && t.GetProperty("parameters").GetProperty("stop-loss").GetDecimal() == 0.01m);
        Assert.Equal(shortest.GetProperty("closedTrades").GetInt32(), seven.GetProperty("figures").GetProperty("trades").GetInt32());
    }

    [Fact]
    public async Task Faults_of_a_document_are_told_with_their_places()
    {
        var (code, said) = await Run("backtest", "--rules", Written("bad.json", Bounce(14).Replace("crosses-above", "crosses")), "--file", "none.csv");

        Assert.Equal(2, code);
        Assert.Contains("entries.is: must be one of", said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Bounce(int length, double? stopLoss = null) => FormattableString.Invariant($$$"""
        {"version":1,"name":"RSI bounce",
         "entries":{"left":{"indicator":{"name":"rsi","length":{{{length}}}}},"is":"crosses-above","right":30},
         "exits":{"left":{"indicator":{"name":"rsi","length":{{{length}}}}},"is":"crosses-below","right":70},
         {{{(stopLoss is { } loss ? FormattableString.Invariant($"\"stops\":{{\"stopLoss\":{loss}}},") : "")}}}
         "size":{"share":0.5}}
        """);

    private async Task<JsonElement> Backtest(params string[] words)
    {
        var (code, said) = await Run(["backtest", .. words, "--json"]);
        Assert.True(code == 0, said);
        return JsonDocument.Parse(said).RootElement;
    }

    private static async Task<(int Code, string Said)> Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var (said, faults) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? (0, await said) : (process.ExitCode, await said + await faults);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
