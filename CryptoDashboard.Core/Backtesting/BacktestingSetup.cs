using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>Registers backtests: who runs them, and who keeps them waiting.</summary>
public static class BacktestingSetup
{
    public static IServiceCollection AddBacktesting(this IServiceCollection services) => services.AddSingleton<BacktestRunner>().AddSingleton<BacktestQueue>();
}
