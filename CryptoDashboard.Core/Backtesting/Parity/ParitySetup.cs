using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Registers what holds life against backtests, and bots against each other.</summary>
public static class ParitySetup
{
    public static IServiceCollection AddParity(this IServiceCollection services) => services
        .AddSingleton<DayRules>()
        .AddSingleton<ParityDesk>()
        .AddSingleton<AbTests.AbDesk>();
}
