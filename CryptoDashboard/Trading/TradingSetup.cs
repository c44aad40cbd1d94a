using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Backtesting.Parity;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Fleets;
using CryptoDashboard.Core.Hooks;
using CryptoDashboard.Core.Listing;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Reconciliation;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Universes;
using CryptoDashboard.Core.Vault;

namespace CryptoDashboard.Trading;

/// <summary>Registers the market feeds, the bots, and the two hosts that run them.</summary>
internal static class TradingSetup
{
    /// <param name="dataFolder">Keeps what exchanges trade between starts.</param>
    /// <exception cref="UsageException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddTrading(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var simulation = configuration.GetSection("Simulation").Get<SimulatedFeedOptions>() ?? new SimulatedFeedOptions();
        services.AddSingleton(TimeProvider.System);
        services.AddBots();
        services.AddUniverses();
        services.AddFleets();
        services.AddParity();
        services.AddOptimiser();
        services.AddBridge(BridgeSettings.Read(configuration, dataFolder), Environment.ProcessId);
        services.AddFeeds(ReadFeeds(configuration));
        services.AddSingleton(ReadCandles(configuration)).AddSingleton<CandleRetention>();
        services.AddListing(Section<ListingOptions>(configuration, "Listing"));
        services.AddMarketContext(Section<ContextOptions>(configuration, "Context"));
        services.AddSingleton(Section<PaperOptions>(configuration, "Paper"));
        services.AddSingleton(ReadLimits(configuration));
        services.AddSingleton(Section<BreakerOptions>(configuration, "Breakers"));
        services.AddSingleton(_ => new KillSwitch(dataFolder));
        services.AddSingleton(_ => MasterKeys.Load(dataFolder, Environment.GetEnvironmentVariable(MasterKeys.Variable), configuration["Vault:KeyFile"]));
        services.AddSingleton<CredentialVault>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<Drills.DrillDesk>();
        services.AddSingleton(ReadDeadMan(configuration)).AddSingleton(_ => new HeartbeatFile(dataFolder));
        services.AddSingleton<OutwardPing>(_ => new OutwardPing()).AddSingleton<Countdown>().AddSingleton<DeadMan.HeartHost>();
        services.AddSingleton(ReadHooks(configuration)).AddSingleton<HookSecret>().AddSingleton<HookDesk>();
        services.AddSingleton<Books>();
        services.AddSingleton(simulation);
        services.AddSingleton<SimulatedFeed>();
        services.AddSingleton<ReplayFeed>();
        services.AddSingleton<ReplayDesk>();
        services.AddSingleton(provided =>
        {
            var journal = provided.GetRequiredService<BotJournal>();
            var recorder = provided.GetRequiredService<CandleRecorder>();
            return new ReplaySettle(async cancel =>
            {
                await recorder.Flush(cancel);
                await journal.Flush(cancel);
            });
        });
        return services;
    }

    private static T Section<T>(IConfiguration configuration, string name)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(name).Get<T>() ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException($"The section {name} cannot be read: {exception.Message}");
        }
    }

    private static CandleOptions ReadCandles(IConfiguration configuration)
    {
        var candles = Section<CandleOptions>(configuration, "Candles");
        var faults = candles.Faults().ToList();
        return faults.Count == 0 ? candles : throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    private static DeskLimits ReadLimits(IConfiguration configuration)
    {
        var limits = Section<DeskLimits>(configuration, "Risk");
        var faults = limits.Faults().ToList();
        return faults.Count == 0 ? limits : throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    private static HookOptions ReadHooks(IConfiguration configuration)
    {
        var hooks = Section<HookOptions>(configuration, "Hooks");
        var faults = hooks.Faults().ToList();
        return faults.Count == 0 ? hooks : throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    private static DeadManOptions ReadDeadMan(IConfiguration configuration)
    {
        var options = Section<DeadManOptions>(configuration, "DeadMan");
        var faults = options.Faults().ToList();
        return faults.Count == 0 ? options : throw new UsageException(string.Join(Environment.NewLine, faults));
    }

    private static FeedOptions ReadFeeds(IConfiguration configuration)
    {
        var feeds = Section<FeedOptions>(configuration, "Feeds");
        var faults = feeds.Faults().ToList();
        return faults.Count == 0 ? feeds : throw new UsageException(string.Join(Environment.NewLine, faults));
    }
}
