using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Storage;
using CryptoDashboard.Core.Time;
using CryptoDashboard.Jobs;
using CryptoDashboard.Trading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Tests.Builders;

/// <summary>The desk without its pages: storage, feeds, Quartz and bots as the program wires them, on a database of the test's own.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly IHost _host;

    private Desk(IHost host) => _host = host;

    public static async Task<Desk> Start(string connectionString, Action<IServiceCollection>? change = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Simulation:Enabled", "false"), new("Bridge:Enabled", "false"), new("Listing:Enabled", "false"), new("Context:Enabled", "false"), new("Paper:LatencyMs", "0"), .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage(DatabaseProvider.PostgreSql, connectionString);
        builder.Services.AddTrading(builder.Configuration, FolderOf(connectionString));
        builder.Services.AddHostedService<BotHost>();
        builder.Services.AddJobs();
        builder.Services.AddHostedService<FeedHost>();
        change?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new Desk(host);
    }

    /// <summary>What lies beside the database: one folder for each, the same after a restart.</summary>
    public static string FolderOf(string connectionString) => Path.Combine(Path.GetTempPath(), "desk-tests", new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Database!);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task<int> MakeBot(Bot bot) => await Get<BotDesk>().Create(bot, CancellationToken.None);

    /// <summary>Opens a market whose clock the test drives.</summary>
    public Market OpenMarket(MarketId id, DateTimeOffset at) => Get<MarketHub>().Open(id, Some.Rules, MarketClock.Driven(at));

    /// <summary>Plays one candle as a feed does: its opening price, then the candle closed; returns when all is settled.</summary>
    public async Task Play(Market market, Candle candle, TimeSpan? delay = null)
    {
        var hub = Get<MarketHub>();
        market.Clock.MoveTo(candle.OpenTime);
        hub.Publish(market, new Ticker(market.Id, candle.OpenTime, candle.OpenTime, new((decimal)candle.Open), new((decimal)candle.Open), new((decimal)candle.Open)));
        await market.WhenSettled(TestContext.Current.CancellationToken);
        market.Clock.MoveTo(candle.OpenTime + Timeframe.M1.Duration + (delay ?? TimeSpan.Zero));
        hub.PublishClosed(market, Timeframe.M1, candle);
        await market.WhenSettled(TestContext.Current.CancellationToken);
    }

    public async Task Store(MarketId market, IReadOnlyList<Candle> candles)
    {
        await using var import = await Get<ICandleStore>().BeginImport(market, Timeframe.M1, CancellationToken.None);
        await import.Write(candles.ToArray(), CancellationToken.None);
        await import.Commit(CancellationToken.None);
    }

    public Task Flush() => Get<BotJournal>().Flush(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
