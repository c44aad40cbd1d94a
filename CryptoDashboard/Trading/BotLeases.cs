using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Trading;

/// <summary>Keeps every market live that a running bot trades on, whether or not it is among the watched ones.</summary>
internal sealed class BotLeases(IBotStore bots, EventFeed events, ExchangeDesk exchanges, TimeProvider time, ILogger<BotLeases> logger) : BackgroundService
{
    private readonly Dictionary<MarketId, IDisposable> _leases = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Adjust(stoppingToken);
                await foreach (var batch in events.Subscribe(null, stoppingToken))
                {
                    // An order or a plan by hand needs prices as well, while its bot does not run.
                    if (batch.Any(e => e.Topic == EventTopic.Bots || e.Kind is "order-intended" or "plan-made"))
                        await Adjust(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning("The markets of the bots could not be looked up, trying again: {Reason}", exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Adjust(CancellationToken cancel)
    {
        var wanted = (await bots.MarketsAtWork(cancel)).ToHashSet();
        foreach (var market in _leases.Keys.Where(m => !wanted.Contains(m)).ToList())
        {
            _leases.Remove(market, out var lease);
            lease!.Dispose();
        }
        foreach (var market in wanted.Where(m => !_leases.ContainsKey(m)))
            _leases[market] = exchanges.Watch(market);
    }
}
