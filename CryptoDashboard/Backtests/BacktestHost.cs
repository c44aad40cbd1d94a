using CryptoDashboard.Core.Backtesting;

namespace CryptoDashboard.Backtests;

/// <summary>Keeps the queue of backtests at work while the desk runs.</summary>
internal sealed class BacktestHost(BacktestQueue queue) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => queue.Run(stoppingToken);
}
