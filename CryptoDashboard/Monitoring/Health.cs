using CryptoDashboard.Core.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CryptoDashboard.Monitoring;

/// <summary>Is it well? <c>/health/live</c>: the process answers; <c>/health/ready</c> and <c>/health</c>: the database does too.</summary>
internal static class Health
{
    public static void AddDashboardHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);

    public static void MapDashboardHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapHealthChecks("/health/startup", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
    }

    private sealed class DatabaseHealth(Microsoft.EntityFrameworkCore.IDbContextFactory<DashboardDbContext> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
