using CryptoDashboard.Core.Backtesting.Optimisation;

namespace CryptoDashboard.Backtests;

/// <summary>Keeps the optimiser at work while the desk runs.</summary>
internal sealed class OptimiserHost(OptimisationDesk desk) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => desk.Run(stoppingToken);
}
