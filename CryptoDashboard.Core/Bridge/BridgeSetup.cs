using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bridge;

/// <summary>Registers the exchange bridge. Whoever hosts it runs <see cref="BridgeProcess.Run"/>.</summary>
public static class BridgeSetup
{
    /// <param name="seed">For the jitter of pauses.</param>
    public static IServiceCollection AddBridge(this IServiceCollection services, BridgeOptions options, int seed) => services
        .AddSingleton(options)
        .AddSingleton(provided => new BridgeProcess(
            provided.GetRequiredService<BridgeOptions>(), provided.GetRequiredService<TimeProvider>(), new Random(seed).NextDouble, provided.GetRequiredService<ILogger<BridgeProcess>>()))
        .AddSingleton<BridgeClient>();
}
