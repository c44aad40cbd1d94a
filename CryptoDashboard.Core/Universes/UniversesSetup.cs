using Microsoft.Extensions.DependencyInjection;

namespace CryptoDashboard.Core.Universes;

/// <summary>Registers universes.</summary>
public static class UniversesSetup
{
    public static IServiceCollection AddUniverses(this IServiceCollection services) => services.AddSingleton<UniverseReader>().AddSingleton<UniverseDesk>();
}
