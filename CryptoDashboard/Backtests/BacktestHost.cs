using CryptoDashboard.Core.Backtesting;

namespace CryptoDashboard.Backtests;

/// <summary>Keeps the queue of backtests at work while the desk runs.</summary>
internal sealed class BacktestHost(BacktestQueue queue) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await queue.TakeUp(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => queue.Run(stoppingToken);
}
