using System.Text.Json;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Universes;
using CryptoDashboard.Monitoring;

namespace CryptoDashboard.CommandLine;

/// <summary>
/// <c>backtest --universe NAME|FILE.json --strategy … --timeframe 1h --from 2026-01-02 [--to …] [--places 5]</c>: a backtest in which a universe
/// decides at each look who is traded, by what was known then.
/// </summary>
internal static class UniverseBacktest
{
    public static async Task<int> Run(Words words, StrategyKind strategy, ParameterSet parameters, RiskProfile risk, CancellationToken cancel)
    {
        if (words.Find("market") is not null || words.Find("file") is not null || words.Find("fills") is not null)
            throw new UsageException("A universe chooses its markets itself, at each look: leave --market, --file and --fills out.");
        using var logging = Logging.ForVerbs();
        await using var workplace = await Workplace.Open(Settings.Read(words.ForConfiguration), logging.CreateLogger("backtest"), cancel);
        await using var services = new ServiceCollection().AddSingleton(logging).AddLogging().AddSingleton(TimeProvider.System).AddStorage(workplace.Provider, workplace.ConnectionString)
            .AddSingleton<MarketHub>().AddSingleton<SharedSeries>().AddSingleton<UniverseReader>().AddSingleton<BacktestRunner>().BuildServiceProvider();
        await services.GetRequiredService<Migrator>().Up(cancel);
        try
        {
            var universe = await Named(words.Need("universe", "majors"), services.GetRequiredService<IUniverseStore>(), cancel);
            var tried = await services.GetRequiredService<BacktestRunner>().Try(RequestOf(words, universe, strategy, parameters, risk), progress: null, cancel);
            if (words.Has("json"))
                Console.WriteLine(JsonSerializer.Serialize(BacktestJson.Of(tried.Result), BacktestJson.Options));
            else
                Print(universe, tried);
            return 0;
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static async Task<Universe> Named(string name, IUniverseStore store, CancellationToken cancel)
    {
        if (File.Exists(name))
            return Universe.Parse(await File.ReadAllTextAsync(name, cancel));
        var saved = await store.All(cancel);
        return saved.FirstOrDefault(u => string.Equals(u.Name, name, StringComparison.OrdinalIgnoreCase))?.Universe
            ?? throw new ArgumentException($"There is no universe '{name}', neither as a file nor on this desk{(saved.Count > 0 ? $": there are {string.Join(", ", saved.Select(u => u.Name))}" : "")}. Make one on the Universes page, or write a file (docs/universes.md).");
    }

    private static BacktestRequest RequestOf(Words words, Universe universe, StrategyKind strategy, ParameterSet parameters, RiskProfile risk)
    {
        var fee = BacktestVerb.Number(words, "fee", 0.001m, 0, 0.5m);
        return new BacktestRequest
        {
            Name = universe.Name,
            Markets = [],
            Universe = universe,
            Places = words.Find("places") is null ? null : (int)BacktestVerb.Number(words, "places", 1, 1, Universe.MostMembers),
            Timeframe = words.Find("timeframe") ?? "1h",
            Strategy = strategy.Name,
            Parameters = parameters.Values.ToDictionary(),
            Capital = BacktestVerb.Number(words, "cash", 10_000, 0.01m, 1_000_000_000_000m),
            From = words.Day("from"),
            To = words.Day("to"),
            TradeShare = risk.TradeShare,
            MaxExposure = risk.MaxExposure,
            Risk = JsonDocument.Parse(risk.ToJson()).RootElement.Clone(),
            MakerFee = fee,
            TakerFee = fee,
            Spread = BacktestVerb.Number(words, "spread", 0, 0, 0.2m),
            Slippage = BacktestVerb.Number(words, "slippage", 0, 0, 0.2m),
            LatencyMs = (double)BacktestVerb.Number(words, "latency", 0, 0, 600_000),
            VolumeShare = words.Find("volume-share") is null ? null : BacktestVerb.Number(words, "volume-share", 1, 0.000001m, 1),
            FillAt = BacktestVerb.Fill(words),
        };
    }

    private static void Print(Universe universe, BacktestTry tried)
    {
        Console.WriteLine($"{universe.Name}: {universe.Sentence()}");
        foreach (var note in tried.Notes)
            Console.WriteLine($"note: {note.Sentence}");
        foreach (var m in tried.Result.Members)
        {
            var left = m.LeftAt is { } at ? $"left {at:yyyy-MM-dd HH:mm} ({m.LeftBecause}){(m.StoppedAt is { } stopped ? $", flat {stopped:yyyy-MM-dd HH:mm}" : ", not flat by the end")}" : "in to the end";
            Console.WriteLine($"{m.Market,-24} {m.JoinedAt:yyyy-MM-dd HH:mm}  {m.Trades,4} trades {m.Profit,14:+#,0.00;-#,0.00;0.00}  {m.JoinedBecause}; {left}");
        }
        BacktestVerb.Print(tried.Result, tried.Learnt);
    }
}
