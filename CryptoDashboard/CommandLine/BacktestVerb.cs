using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Risk.Stops;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// <c>backtest (--strategy rsi-cross | --rules FILE) [--param k=v]… (--market M --timeframe T [--from --to] | --file CSV) --cash 10000 --fee 0.001</c>.
/// With a file it needs neither server nor database; <c>--fills learnt</c> runs it with what the desk's database has learnt of the market. Guards of a
/// position are parameters too: <c>--param stop-loss=0.05</c>.
/// With <c>--universe</c> it is <see cref="UniverseBacktest"/>.
/// </summary>
internal static class BacktestVerb
{
    private const string Example = "backtest --strategy rsi-cross --file BTCUSDT-1m.csv.gz --cash 10000 --fee 0.001";

    private static readonly IReadOnlyList<Option> Options =
    [
        .. Option.OfTrying, .. Option.OfMoney,
        new("latency", "200", "milliseconds an order is on its way"),
        new("volume-share", "0.1", "most of a candle's volume that an order takes"),
        new("fills", "given|learnt", "costs as given here, or as this desk has learnt them of the market"),
        new("fills-of", "2026-11-01", "with --fills learnt: what was known then"),
        new("seed", "1", "of the dice of learnt fills"),
        new("universe", "NAME|FILE", "a universe decides who is traded, in place of a market"),
        new("places", "5", "with --universe: most markets at once"),
    ];

    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (Option.AsksForHelp(args))
            return StrategyHelp.Print(args, Example, Options);
        var (words, parameters) = Read(args, Example, "json", "filters");
        Option.RefuseOthers(words, "backtest", Options);
        var choice = await StrategyChoice.Of(words, cancel);
        var (own, risk) = choice.Split(words, parameters);
        var faults = choice.Kind.Faults(own).Select(f => f.Fault).Concat(risk.Faults()).ToList();
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));
        if (words.Has("universe"))
            return await UniverseBacktest.Run(words, choice.Kind, own, risk, cancel);
        RefuseMixedFills(words);
        var (series, rules, _, fills) = words.Find("file") is { } file ? (FromFile(words, file, cancel), (TradingRules?)null, 1, (MarketFills?)null) : await FromStore(words, choice.Kind.Name, (_, _) => 1, cancel);
        var settings = SettingsOf(words, choice.Kind, own, risk, series, rules);
        BacktestResult result;
        LearntOutcomes? learnt = null;
        try
        {
            Compile(settings, series, cancel);
            if (fills is null)
                result = Backtest.Run(settings, [series], progress: null, cancel);
            else
                (result, learnt) = LearntOutcomes.Run(settings, [fills], (ulong)Number(words, "seed", 1, 0, long.MaxValue), [series], progress: null, cancel);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
        if (words.Has("json"))
            Console.WriteLine(JsonSerializer.Serialize(BacktestJson.Of(result, learnt), BacktestJson.Options));
        else
            Print(result, learnt);
        // Beside the result and not in it: with --json programs read the one, people the other.
        foreach (var note in HoleNotes.Of([series], settings.From, settings.To))
            await Console.Error.WriteLineAsync($"note: {note.Sentence}");
        return 0;
    }

    /// <summary>Costs are either given or learnt, and what was learnt lies in the database.</summary>
    private static void RefuseMixedFills(Words words)
    {
        if (!IsLearnt(words))
            return;
        if (words.Has("file"))
            throw new UsageException("What was learnt of fills lies in the desk's database, and a file is run without one. Leave out --file and name --market and --timeframe of stored candles, or give --spread, --slippage and --latency yourself.");
        if (((string[])["spread", "slippage", "latency"]).FirstOrDefault(words.Has) is { } given)
            throw new UsageException($"--fills learnt takes spread, slippage and latency from what was learnt; leave out --{given}, or leave out --fills.");
    }

    private static bool IsLearnt(Words words) => (words.Find("fills") ?? "given") switch
    {
        "given" => false,
        "learnt" => true,
        var other => throw new UsageException($"--fills is given or learnt; it is '{other}'."),
    };

    /// <summary>Short runs go first, for as long as it takes to compile, so that the speed that is told is the engine's and not the compiler's.</summary>
    private static void Compile(BacktestSettings settings, CandleSeries series, CancellationToken cancel)
    {
        var few = series with { Candles = series.Candles[..Math.Min(20_000, series.Candles.Length)] };
        var started = Stopwatch.GetTimestamp();
        do
            Backtest.Run(settings with { From = null, To = null }, [few], progress: null, cancel);
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(350));
    }

    /// <summary>The words of a verb that takes <c>--param name=number</c>, and those.</summary>
    internal static (Words Words, ParameterSet Parameters) Read(string[] args, string example, params ReadOnlySpan<string> flags)
    {
        var parameters = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var words = new Words([.. WithoutParameters(args, (name, text) => parameters[name] = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"--param wants name=number, such as --param length=14; it is '{name}={text}'."))], flags);
        return words.Rest.Count == 0 ? (words, new ParameterSet(parameters)) : throw new UsageException($"'{words.Rest[0]}' is not understood; for example: {example}");
    }

    /// <summary>The words without each <c>--param name=text</c>, which is handed over.</summary>
    internal static IEnumerable<string> WithoutParameters(string[] args, Action<string, string> take)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] != "--param" && !args[i].StartsWith("--param=", StringComparison.Ordinal))
            {
                yield return args[i];
                continue;
            }
            var given = args[i].StartsWith("--param=", StringComparison.Ordinal) ? args[i]["--param=".Length..] : ++i < args.Length ? args[i] : "";
            if (given.Split('=', 2) is not [var name, var text])
                throw new UsageException($"--param wants name=value, such as --param length=14; it is '{given}'.");
            take(name, text);
        }
    }

    internal static CandleSeries FromFile(Words words, string file, CancellationToken cancel)
    {
        var paths = file.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (paths.FirstOrDefault(p => !File.Exists(p)) is { } lacking)
            throw new UsageException($"There is no file {lacking}.");
        if (CandleFileName.Mixture(paths) is { } mixture)
            throw new UsageException(mixture);
        var name = CandleFileName.Read(paths[0], "file");
        var market = words.Find("market") is { } given ? Words.Parse(given, MarketId.Parse) : name.Market ?? MarketId.Parse("file:BASE/QUOTE");
        var timeframe = words.Find("timeframe") is { } length ? Words.Parse(length, Timeframe.Parse) : (Timeframe?)null;
        try
        {
            return CandleFiles.Read(paths, market, timeframe, TimeProvider.System.GetUtcNow(), cancel);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <param name="tries">How often the strategy is about to be tried on a stretch of them, which is noted; null where it is not tried.</param>
    /// <returns>And how often it was tried on them ever, these included, and with <c>--fills learnt</c> what was learnt of the market.</returns>
    internal static async Task<(CandleSeries Series, TradingRules? Rules, int Tries, MarketFills? Fills)> FromStore(
        Words words, string strategy, Func<DateTimeOffset, DateTimeOffset, int>? tries, CancellationToken cancel)
    {
        var market = Words.Parse(words.Need("market", "binance:BTC/USDT"), MarketId.Parse);
        var timeframe = Words.Parse(words.Find("timeframe") ?? "1m", Timeframe.Parse);
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(Settings.Read(words.ForConfiguration), logging.CreateLogger("backtest"), cancel);
        await using var services = new ServiceCollection().AddStorage(workplace.Provider, workplace.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Up(cancel);
        var (from, to) = (words.Day("from"), words.Day("to"));
        var warmUp = timeframe.Duration * 2_000;
        var candles = new List<Candle>();
        await foreach (var candle in services.GetRequiredService<ICandleStore>().Read(market, timeframe, from is { } start ? start - warmUp : DateTimeOffset.UnixEpoch, to ?? DateTimeOffset.MaxValue, cancel))
            candles.Add(candle);
        if (candles.Count == 0)
            throw new UsageException($"No {timeframe} candles of {market} are stored there. ./run candles list shows what is; ./run import and ./run candles backfill bring more.");
        var series = new CandleSeries(market, timeframe, candles.ToArray());
        var observed = TradingRules.Observed([.. candles.Take(500)]);
        if (tries is null)
            return (series, observed, 0, null);
        var (first, end) = (from ?? candles[0].OpenTime, to ?? candles[^1].OpenTime + timeframe.Duration);
        var note = new TryNote
        {
            Strategy = TryNote.Family(strategy),
            Market = market,
            Timeframe = timeframe,
            From = first,
            To = end,
            At = TimeProvider.System.GetUtcNow(),
            Count = tries(first, end),
        };
        var book = services.GetRequiredService<ITryBook>();
        await book.Note([note], cancel);
        var ever = await book.Count(strategy, market, timeframe, note.From, note.To, cancel);
        var fills = !IsLearnt(words) ? null : MarketFills.Of(market, await services.GetRequiredService<IFillStore>().Lessons(words.Day("fills-of"), cancel));
        return (series, observed, ever, fills);
    }

    private static BacktestSettings SettingsOf(Words words, StrategyKind strategy, ParameterSet parameters, RiskProfile risk, CandleSeries series, TradingRules? rules)
    {
        var fee = Number(words, "fee", 0.001m, 0, 0.5m);
        var filters = Rules(words, rules, series);
        return new BacktestSettings
        {
            Bots =
            [
                new BacktestBot
                {
                    Market = series.Market,
                    Timeframe = series.Timeframe,
                    Strategy = strategy.Name,
                    Parameters = strategy.Complete(parameters),
                    Capital = Number(words, "cash", 10_000, 0.01m, 1_000_000_000_000m),
                    Risk = risk,
                    Rules = filters with { MakerFee = fee, TakerFee = fee },
                },
            ],
            From = words.Day("from"),
            To = words.Day("to"),
            FillAt = Fill(words),
            Fills = new FillAssumptions
            {
                Spread = Number(words, "spread", 0, 0, 0.2m),
                Slippage = Number(words, "slippage", 0, 0, 0.2m),
                LatencyMs = (double)Number(words, "latency", 0, 0, 600_000),
                VolumeShare = words.Find("volume-share") is null ? null : Number(words, "volume-share", 1, 0.000001m, 1),
            },
        };
    }

    /// <summary>Those of the market with <c>--filters</c>, else none.</summary>
    internal static TradingRules Rules(Words words, TradingRules? rules, CandleSeries series) => words.Has("filters")
        ? rules ?? TradingRules.Observed([.. series.Candles.Span[..Math.Min(500, series.Candles.Length)].ToArray()])
        : BacktestJson.NoFilters;

    internal static FillMoment Fill(Words words) => (words.Find("fill") ?? "next-open") switch
    {
        "next-open" => FillMoment.NextOpen,
        "close" => FillMoment.Close,
        var other => throw new UsageException($"--fill is next-open or close; it is '{other}'."),
    };

    internal static void Print(BacktestResult result, LearntOutcomes? learnt)
    {
        var (whole, bot) = (result.Whole, result.Settings.Bots[0]);
        var quote = bot.Market.Symbol.Quote;
        Console.WriteLine($"{bot.Strategy} on {(result.Settings.Roster is null ? bot.Market.ToString() : $"{result.Settings.Bots.Count} markets")} {bot.Timeframe}, {whole.From:yyyy-MM-dd HH:mm} to {whole.To:yyyy-MM-dd HH:mm} UTC, {result.Candles:#,0} candles");
        if (StrategyCatalogue.Get(bot.Strategy).Says is { } says)
            Console.WriteLine(says(bot.Parameters));
        if (StopParameters.Of(bot.Risk.Stops) is { Count: > 0 } guards)
            Console.WriteLine($"guards     {string.Join(", ", guards.Select(g => $"{g.Key} {g.Value:0.####}"))}");
        Console.WriteLine($"equity     {whole.StartEquity,18:#,0.00} → {whole.FinalEquity:#,0.00} {quote} ({(whole.FinalEquity / whole.StartEquity) - 1:+0.00%;-0.00%})");
        Console.WriteLine($"trades     {whole.Trades.Count,18:#,0} closed, {whole.OpenTrades.Count} open, {whole.Orders:#,0} orders, fees {whole.Fees:#,0.00} {quote}");
        Console.WriteLine($"drawdown   {whole.DeepestFall,18:0.00%}");
        var metrics = Metrics.Of(whole);
        foreach (var metric in MetricCatalogue.All.Where(m => m.Key is "cagr" or "sharpe" or "sortino" or "profitFactor" or "winRate" or "expectancy" or "sqn"))
            Console.WriteLine(metric.Read(metrics) is { Value: { } value } ? $"{metric.Title,-10} {(metric.Unit == MetricUnit.Share ? $"{value:0.00%}" : $"{value:0.000}"),18}" : $"{metric.Title,-10} {"—",18}  {metric.Read(metrics).Refusal}");
        if (whole.BuyAndHold is [.., var last])
            Console.WriteLine($"held       {last.Equity,18:#,0.00} {quote} had it been bought and held");
        foreach (var (code, count) in whole.Refusals)
            Console.WriteLine($"refused    {count,18:#,0} {code}");
        if (learnt is not null)
            PrintLearnt(learnt, quote.Code);
        Console.WriteLine($"speed      {result.CandlesPerSecond,18:#,0} candles/s");
    }

    private static void PrintLearnt(LearntOutcomes learnt, string quote)
    {
        var market = learnt.Markets[0];
        Console.WriteLine($"fills      as learnt of {market.Market}{(market.LearntAt is { } at ? $" on {at:yyyy-MM-dd HH:mm} UTC" : "")}; the figures above are those of likely ones");
        foreach (var figure in market.Figures)
            Console.WriteLine($"  {FillWords.Title(figure.Part),-26} {FillWords.Value(figure.Part, figure.P10),10} {FillWords.Value(figure.Part, figure.P50),10} {FillWords.Value(figure.Part, figure.P90),10}   {FillWords.Basis(figure, market.Exchange)}");
        foreach (var outcome in learnt.Outcomes)
            Console.WriteLine($"  {FillWords.Title(outcome.Level),-26} {outcome.FinalEquity,16:#,0.00} {quote} {outcome.TotalReturn,9:+0.00%;-0.00%}, drawdown by days {outcome.MaxDrawdown:0.00%}, {outcome.Trades:#,0} trades");
        Console.WriteLine($"           {learnt.Sentence(quote)}");
    }

    internal static decimal Number(Words words, string name, decimal otherwise, decimal least, decimal most) => words.Find(name) is not { } text ? otherwise
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new UsageException($"--{name} is a number from {least:0.######} to {most:0.######}; it is '{text}'.");
}
