using System.Collections.Concurrent;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// An exchange that exists here only, with the filters and fees of the real one. A market order fills whole at the first price made at
/// or after its placing (never at one that was known before it), a buy at the ask and a sell at the bid, as a taker. It keeps open
/// orders in memory only: after a restart the engine places those that are durable and unfilled again, under the same ids.
/// </summary>
public sealed class PaperExchange : IExchange, IDisposable
{
    private readonly ConcurrentDictionary<MarketId, ConcurrentDictionary<string, Order>> _open = new();
    private readonly MarketHub _hub;

    public PaperExchange(MarketHub hub)
    {
        _hub = hub;
        _hub.Ticked += OnTick;
    }

    public event Action<OrderReport>? Reported;

    public Task<OrderEvent> Place(Order order, CancellationToken cancel)
    {
        _open.GetOrAdd(order.Market, static _ => new())[order.Id] = order;
        return Task.FromResult<OrderEvent>(new OrderEvent.Accepted(order.PlacedAt));
    }

    /// <summary>Forgets the bot's open orders, as when its state is read anew from the database.</summary>
    public void Forget(int botId)
    {
        foreach (var orders in _open.Values)
        {
            foreach (var order in orders.Values.Where(o => o.BotId == botId))
                orders.TryRemove(order.Id, out _);
        }
    }

    public void Dispose() => _hub.Ticked -= OnTick;

    private void OnTick(Market market, Ticker ticker)
    {
        if (!_open.TryGetValue(market.Id, out var orders) || orders.IsEmpty)
            return;
        foreach (var order in orders.Values)
        {
            if (ticker.Time >= order.PlacedAt && orders.TryRemove(order.Id, out _))
                Reported?.Invoke(new OrderReport(order.BotId, order.Id, PaperFills.Market(order, ticker, market.Rules), market.Hold()));
        }
    }
}
