using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Backtesting.Optimisation;

/// <summary>Registers the optimiser.</summary>
public static class OptimiserSetup
{
    public static IServiceCollection AddOptimiser(this IServiceCollection services) => services.AddSingleton<OptimisationData>().AddSingleton<OptimisationDesk>();
}
