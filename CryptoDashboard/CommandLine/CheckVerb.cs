using System.Text.Json;
using CryptoDashboard.Core.Strategies.Checks;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// <c>check (--strategy rsi-cross | --rules FILE) [--param k=v]… (--market M --timeframe T [--from --to] | --file CSV)</c>: whether a strategy
/// knows what it cannot know, and whether its warm-up is enough. 0 when neither has anything against it.
/// </summary>
internal static class CheckVerb
{
    private const string Example = "check --rules rules.json --file BTCUSDT-1m.csv.gz";

    // As the page looks at; more costs time and says no more.
    private const int MostCandles = 10_000;

    private static readonly IReadOnlyList<Option> Options = [.. Option.OfTrying, new("candles", "10000", "how many of the last candles are looked at")];

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (Option.AsksForHelp(args))
            return StrategyHelp.Print(args, Example, Options);
        var (words, parameters) = BacktestVerb.Read(args, Example, "json");
        Option.RefuseOthers(words, "check", Options);
        var choice = await StrategyChoice.Of(words, cancel);
        var kind = choice.Kind;
        var own = choice.Split(words, parameters).Strategy;
        if (kind.Faults(own) is { Count: > 0 } faults)
            throw new UsageException(string.Join(Environment.NewLine, faults.Select(f => f.Fault)));
        var series = words.Find("file") is { } file ? BacktestVerb.FromFile(words, file, cancel) : (await BacktestVerb.FromStore(words, kind.Name, tries: null, cancel)).Series;
        var candles = series.Candles[Math.Max(0, series.Candles.Length - (int)BacktestVerb.Number(words, "candles", MostCandles, 2, 10_000_000))..].ToArray();
        var ahead = LookAheadCheck.Run(() => kind.Create(own), candles, cancel: cancel);
        var warmUp = WarmUpCheck.Run(() => kind.Create(own), candles, cancel: cancel);
        if (words.Has("json"))
            Console.WriteLine(JsonSerializer.Serialize(new { Strategy = kind.Name, Market = series.Market.ToString(), Timeframe = series.Timeframe.ToString(), LookAhead = ahead, WarmUp = warmUp }, BacktestJson.Options));
        else
            Print(kind.Says?.Invoke(kind.Complete(own)) ?? kind.Summary, ahead, warmUp);
        return ahead.LooksAhead != false || warmUp.Settled is null ? 1 : 0;
    }

    private static void Print(string says, LookAheadReport ahead, WarmUpReport warmUp)
    {
        Console.WriteLine(says);
        Console.WriteLine($"look-ahead  {ahead.Sentence}");
        Console.WriteLine($"warm-up     {warmUp.Sentence}");
        foreach (var row in warmUp.Rows)
            Console.WriteLine($"  {row.Times,3} times, {row.Length,8:#,0} candles before: {row.OtherSignals} of {row.Points} signals are others, {(row.Name.Length == 0 ? "no value differs" : $"{row.Name} differs by up to {row.Largest:0.####%}")}");
    }
}
