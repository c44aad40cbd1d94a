using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.MarketContext;
using CryptoDashboard.Core.Reconciliation;

namespace CryptoDashboard.Trading;

/// <summary>Runs the feeds. Registered last, so that nothing is announced before everyone listens, and it ends first.</summary>
internal sealed class FeedHost(
    SimulatedFeed simulated, SimulatedFeedOptions simulation, ReplayDesk replays, ExchangeDesk exchanges, FailoverFeed failover, BridgeProcess bridge, EventTeller teller, SpikeDetector spikes,
    AccountDesk accounts, Reconciler reconciler) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The teller and the bridge outlive the feeds: the last words of a feed are told, and its sockets are closed in order.
        using var afterwards = new CancellationTokenSource();
        var telling = Task.Run(() => teller.Run(afterwards.Token), CancellationToken.None);
        var bridging = exchanges.IsEnabled ? Task.Run(() => bridge.Run(afterwards.Token), CancellationToken.None) : Task.CompletedTask;
        var failing = Task.Run(() => failover.Run(stoppingToken), CancellationToken.None);
        var simulating = simulation.Enabled ? simulated.Run(stoppingToken) : Task.CompletedTask;
        var comparing = Task.CompletedTask;
        try
        {
            await accounts.TakeUp(stoppingToken);
            comparing = exchanges.IsEnabled ? Task.Run(() => reconciler.Run(stoppingToken), CancellationToken.None) : comparing;
            await exchanges.TakeUp(stoppingToken);
            await replays.TakeUp(stoppingToken);
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await replays.Shutdown();
            await exchanges.Shutdown();
            spikes.Dispose();
            await Task.WhenAll(simulating, failing, comparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await accounts.DisposeAsync();
            await afterwards.CancelAsync();
            await Task.WhenAll(telling, bridging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
