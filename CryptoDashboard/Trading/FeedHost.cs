using CryptoDashboard.Core.Feeds;

namespace CryptoDashboard.Trading;

/// <summary>Runs the feeds. Registered last, so that nothing is announced before everyone listens, and it ends first.</summary>
internal sealed class FeedHost(SimulatedFeed simulated, SimulatedFeedOptions simulation, ReplayDesk replays) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var simulating = simulation.Enabled ? simulated.Run(stoppingToken) : Task.CompletedTask;
        try
        {
            await replays.TakeUp(stoppingToken);
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await replays.Shutdown();
            await simulating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
