using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Feeds;

namespace CryptoDashboard.Trading;

/// <summary>Registers the market feeds, the bots, and the two hosts that run them.</summary>
internal static class TradingSetup
{
    public static IServiceCollection AddTrading(this IServiceCollection services, IConfiguration configuration)
    {
        var simulation = configuration.GetSection("Simulation").Get<SimulatedFeedOptions>() ?? new SimulatedFeedOptions();
        services.AddSingleton(TimeProvider.System);
        services.AddBots();
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
}
