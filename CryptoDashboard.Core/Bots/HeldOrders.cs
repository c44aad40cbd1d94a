using System.Collections.Concurrent;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Watches the price for orders that their exchange does not keep itself. A stop whose price the other exchanges do not share waits a
/// little, at most <see cref="LongestDoubt"/>: a wick of one venue should not sell a position, and no doubt should keep one for long.
/// </summary>
public sealed class HeldOrders : IDisposable
{
    /// <summary>How long a stop may wait for the other exchanges to say the same.</summary>
    public static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(10);

    private const decimal Doubtful = 0.02m;

    /// <summary>A trailing stop's trigger is kept anew when it has moved by this share, so that not every price is a write.</summary>
    private const decimal KeptStep = 0.0005m;

    private readonly ConcurrentDictionary<MarketId, ConcurrentDictionary<string, Watched>> _watched = new();
    private readonly MarketHub _hub;
    private readonly ConsensusPrices _consensus;

    public HeldOrders(MarketHub hub, ConsensusPrices consensus)
    {
        (_hub, _consensus) = (hub, consensus);
        _hub.Ticked += OnTick;
    }

    /// <summary>An order woke, or its trigger moved. As with an exchange: quick, in order, disposed when handled.</summary>
    public event Action<OrderReport>? Reported;

    public void Watch(Order order) => _watched.GetOrAdd(order.Market, static _ => new())[order.Id] = new Watched(order);

    public void Forget(Order order)
    {
        if (_watched.TryGetValue(order.Market, out var orders))
            orders.TryRemove(order.Id, out _);
    }

    public void Dispose() => _hub.Ticked -= OnTick;

    private void OnTick(Market market, Ticker ticker)
    {
        if (!_watched.TryGetValue(market.Id, out var orders) || orders.IsEmpty)
            return;
        foreach (var (id, watched) in orders)
        {
            if (ticker.Time < watched.Order.PlacedAt)
                continue;
            if (watched.Look(ticker, market.Rules, market.Clock.Now, IsDoubtful) is not { } happened)
                continue;
            if (happened is OrderEvent.Woken)
                orders.TryRemove(id, out _);
            Reported?.Invoke(new OrderReport(watched.Order.BotId, id, happened, market.Hold()));
        }
    }

    private bool IsDoubtful(Ticker ticker) => _consensus.Judge(ticker.Market, ticker.Last) is { } others && Math.Abs(others.Deviation) > Doubtful;

    private sealed class Watched(Order order)
    {
        private OrderTerms _terms = order.Terms;
        private DateTimeOffset? _doubtedSince;

        public Order Order => order;

        public OrderEvent? Look(Ticker ticker, TradingRules rules, DateTimeOffset now, Func<Ticker, bool> isDoubtful)
        {
            var last = ticker.Last.Value;
            if (_terms.IsWokenBy(order.Side, last))
                return order.Kind != OrderKind.TakeProfit && MustWait(ticker, now, isDoubtful) ? null : new OrderEvent.Woken(now, ticker.Last);
            _doubtedSince = null;
            if (order.Kind != OrderKind.TrailingStop)
                return null;
            var before = _terms.Trigger;
            var trigger = _terms.TrailedBy(order.Side, last, rules);
            if (before is { } kept && Math.Abs(trigger.Value - kept.Value) < kept.Value * KeptStep)
                return null;
            _terms = _terms with { Trigger = trigger };
            return before == trigger ? null : new OrderEvent.Trailed(now, trigger);
        }

        private bool MustWait(Ticker ticker, DateTimeOffset now, Func<Ticker, bool> isDoubtful)
        {
            if (!isDoubtful(ticker))
                return false;
            _doubtedSince ??= now;
            return now - _doubtedSince < LongestDoubt;
        }
    }
}
