using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Registers the weather around the markets.</summary>
public static class ContextSetup
{
    public static IServiceCollection AddMarketContext(this IServiceCollection services, ContextOptions options) => services
        .AddSingleton(options)
        .AddSingleton<MoodSync>()
        .AddSingleton<NewsSync>()
        .AddSingleton<SpikeDetector>();
}
