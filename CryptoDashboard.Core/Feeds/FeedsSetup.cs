using CryptoDashboard.Core.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Registers the live exchanges.</summary>
public static class FeedsSetup
{
    public static IServiceCollection AddFeeds(this IServiceCollection services, FeedOptions options) => services
        .AddSingleton(options)
        .AddSingleton<EventTeller>()
        .AddSingleton<ConsensusPrices>()
        .AddSingleton<ExchangeHistory>()
        .AddSingleton<FailoverFeed>()
        .AddSingleton<FeedParts>()
        .AddSingleton<ExchangeDesk>()
        .AddSingleton<MarketArchivist>();
}
