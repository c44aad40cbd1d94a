using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Fills;

/// <summary>Registers what learns how orders are filled.</summary>
public static class FillsSetup
{
    public static IServiceCollection AddFills(this IServiceCollection services) => services
        .AddSingleton<FillBook>()
        .AddSingleton<SpreadSampler>()
        .AddSingleton<FillWitness>()
        .AddSingleton<FillLearner>();
}
