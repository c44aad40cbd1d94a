using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Fleets;

/// <summary>Registers fleets.</summary>
public static class FleetsSetup
{
    public static IServiceCollection AddFleets(this IServiceCollection services) => services.AddSingleton<FleetDesk>();
}
