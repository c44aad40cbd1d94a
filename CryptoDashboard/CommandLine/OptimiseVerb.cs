using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// <c>optimise (--strategy rsi-cross | --rules FILE) --param length=5..50/5 … (--market M --timeframe T [--from --to] | --file CSV) --objective sharpe --trials 200
/// --seed 1 --json</c>. With a file it needs neither server nor database, and counts its own tries only. Guards of a position are parameters too.
/// </summary>
internal static class OptimiseVerb
{
    private const string Example = "optimise --strategy rsi-cross --param length=5..50/5 --param lower=20..40/5 --file BTCUSDT-1m.csv.gz --objective sharpe --trials 200";

    private static readonly IReadOnlyList<Option> Options =
    [
        .. Option.OfTrying, .. Option.OfMoney,
        new("name", "TEXT", "what the search is called"),
        new("method", "tpe|random|grid", "how the next trial is chosen"),
        new("trials", "200", "how many are tried, unless it is a grid"),
        new("seed", "1", "the same seed tries the same"),
        new("objective", "sharpe", "what is looked for"),
        new("min-trades", "30", "fewer do not count"),
        new("max-drawdown", "0.2", "deeper ones do not count"),
        new("hold-out", "0.25", "share at the end that the search never sees"),
        new("walk-forward", "180/30", "days searched on, and days tried on, moving through time"),
        new("anchored", "", "every window begins at the start"),
        new("threads", "2", "cores to use"),
    ];

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (Option.AsksForHelp(args))
            return StrategyHelp.Print(args, Example, Options);
        var ranges = new SortedDictionary<string, ParameterRange>(StringComparer.Ordinal);
        var words = new Words([.. BacktestVerb.WithoutParameters(args, (name, text) => ranges[name] = ParameterRange.TryParse(text, out var range)
            ? range
            : throw new UsageException($"--param wants a value or a range, such as length=14, length=5..50 or length=5..50/5; it is '{name}={text}'."))], "json", "filters", "anchored");
        if (words.Rest.Count > 0)
            throw new UsageException($"'{words.Rest[0]}' is not understood; for example: {Example}");
        if (words.Has("fills"))
            throw new UsageException("A search takes --spread, --slippage and --latency as they are given, so that it costs one run a trial; ./run backtest --fills learnt shows its best with fills as learnt.");
        Option.RefuseOthers(words, "optimise", Options);
        var choice = await StrategyChoice.Of(words, cancel);
        var (series, rules, tries, _) = words.Find("file") is { } file
            ? (BacktestVerb.FromFile(words, file, cancel), null, 0, null)
            : await BacktestVerb.FromStore(words, choice.Kind.Name, Planned(PlanOf(words, choice, ranges, "any:BASE/QUOTE", "1m")), cancel);
        var plan = PlanOf(words, choice, ranges, series.Market.ToString(), series.Timeframe.ToString());
        var watch = Stopwatch.StartNew();
        try
        {
            var study = new OptimisationStudy(plan, series, BacktestVerb.Rules(words, rules, series), Cores(words));
            using var bar = new OptimiseBar(words.Has("json"));
            var outcome = await study.Run(OptimisationBefore.Nothing, keep: null, keepStep: null, returns: null, tries > 0 ? () => Task.FromResult(tries) : null, bar.Report, cancel);
            bar.End();
            if (words.Has("json"))
                Console.WriteLine(JsonSerializer.Serialize(OptimiseJson.Of(plan, study, outcome, watch.Elapsed), BacktestJson.Options));
            else
                OptimiseText.Print(plan, study, outcome, watch.Elapsed);
            return 0;
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static OptimisationPlan PlanOf(Words words, StrategyChoice choice, SortedDictionary<string, ParameterRange> ranges, string market, string timeframe) => new()
    {
        Name = words.Find("name") ?? $"{choice.Kind.Name} on {market}",
        Strategy = choice.Kind.Name,
        Market = market,
        Timeframe = timeframe,
        Ranges = ranges,
        Method = (words.Find("method") ?? "tpe") switch
        {
            "grid" => SearchMethod.Grid,
            "random" => SearchMethod.Random,
            "tpe" => SearchMethod.Tpe,
            var other => throw new UsageException($"--method is grid, random or tpe; it is '{other}'."),
        },
        Trials = (int)BacktestVerb.Number(words, "trials", 200, 2, OptimisationPlan.MostTrials),
        Seed = (ulong)BacktestVerb.Number(words, "seed", 1, 0, ulong.MaxValue),
        Objective = new Objective
        {
            Parts = Words.Parse(words.Find("objective") ?? "sharpe", Objective.ParseParts),
            MinTrades = (int)BacktestVerb.Number(words, "min-trades", 30, 0, 1_000_000),
            MaxDrawdown = words.Find("max-drawdown") is null ? null : (double)BacktestVerb.Number(words, "max-drawdown", 1, 0.000001m, 1),
        },
        From = words.Day("from"),
        To = words.Day("to"),
        HoldOut = (double)BacktestVerb.Number(words, "hold-out", 0, 0, 0.8m),
        WalkForward = words.Find("walk-forward") is { } windows ? Windows(windows, words.Has("anchored")) : null,
        Capital = BacktestVerb.Number(words, "cash", 10_000, 0.01m, 1_000_000_000_000m),
        TradeShare = choice.Share(words),
        Guards = (RiskProfile.Default with { Stops = choice.Stops }).ToJson(),
        Fee = BacktestVerb.Number(words, "fee", 0.001m, 0, 0.5m),
        Spread = BacktestVerb.Number(words, "spread", 0, 0, 0.2m),
        Slippage = BacktestVerb.Number(words, "slippage", 0, 0, 0.2m),
        FillAt = BacktestVerb.Fill(words),
    };

    /// <summary>How many tries of a stretch the plan will make, those of its windows included.</summary>
    private static Func<DateTimeOffset, DateTimeOffset, int> Planned(OptimisationPlan plan)
    {
        var faults = plan.Faults();
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults.Select(f => f.Fault)));
        var trials = plan.TrialsOf(plan.Space());
        return (from, to) => trials * (1 + (plan.WalkForward?.Windows(from, to).Count ?? 0));
    }

    private static int Cores(Words words) => (int)BacktestVerb.Number(words, "threads", Environment.ProcessorCount, 1, 256);

    private static WalkForwardPlan Windows(string text, bool anchored) =>
        text.Split('/', 2) is [var inside, var outside] && int.TryParse(inside, CultureInfo.InvariantCulture, out var searched) && int.TryParse(outside, CultureInfo.InvariantCulture, out var tried)
            ? new(searched, tried, anchored)
            : throw new UsageException($"--walk-forward wants days to search on and days to try on, such as 180/30; it is '{text}'.");
}
