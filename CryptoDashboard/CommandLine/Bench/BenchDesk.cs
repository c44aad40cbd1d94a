using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Jobs;
using CryptoDashboard.Trading;

namespace CryptoDashboard.CommandLine.Bench;

/// <summary>The desk without its pages, wired as the program wires it, for measuring.</summary>
internal static class BenchDesk
{
    public static async Task<IHost> Start(string connectionString, CancellationToken cancel, Action<IServiceCollection>? change = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Simulation:Enabled", "false"), new("Bridge:Enabled", "false"), new("Listing:Enabled", "false"), new("Context:Enabled", "false"), new("Paper:LatencyMs", "0"), new("Breakers:LossesInARow", "0"), new("Breakers:MarketMove", "0")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddStorage(DatabaseProvider.Embedded, connectionString);
        builder.Services.AddTrading(builder.Configuration, Path.GetTempPath());
        builder.Services.AddHostedService<BotHost>();
        builder.Services.AddJobs();
        builder.Services.AddHostedService<FeedHost>();
        change?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(cancel);
        return host;
    }

    public static Bot Bot(string name, MarketId market) => new()
    {
        Name = name,
        Market = market,
        Timeframe = Timeframe.M1,
        Strategy = "rsi-cross",
        Parameters = """{"length":14,"lower":30,"upper":70}""",
        Capital = 10_000,
        TradeShare = 1,
        MaxExposure = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>One-minute candles of the simulated BTC market, the same each time.</summary>
    public static Candle[] Candles(int count)
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var markets = new SimulatedMarkets(1, new Dictionary<Symbol, double>(), start);
        var candles = new Candle[count];
        for (var i = 0; i < count; i++)
        {
            var making = default(Candle);
            for (var second = 0; second < 60; second++)
            {
                markets.Step((symbol, price, volume) =>
                {
                    if (symbol.Base.Code != "BTC")
                        return;
                    making = making.OpenMs == 0
                        ? new Candle(start.ToUnixTimeMilliseconds() + (i * 60_000L), price, price, price, price, volume)
                        : making with { High = Math.Max(making.High, price), Low = Math.Min(making.Low, price), Close = price, Volume = making.Volume + volume };
                });
            }
            candles[i] = making;
        }
        return candles;
    }

    public static async Task Store(IServiceProvider services, MarketId market, Candle[] candles, CancellationToken cancel)
    {
        await using var import = await services.GetRequiredService<ICandleStore>().BeginImport(market, Timeframe.M1, cancel);
        await import.Write(candles, cancel);
        await import.Commit(cancel);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
