using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// The open orders of one market at the paper exchange, and what a price does to all of them: stops first, so that of two that one move
/// would meet the worse is met, and either-or orders end each other. For one caller at a time; a backtest fills by the same rules.
/// </summary>
/// <param name="closed">Told of each order that is over, how it ended, and when; null where nobody remembers.</param>
public sealed class PaperDesk(Action<PaperOrder, FoundState, DateTimeOffset>? closed = null)
{
    private readonly List<PaperOrder> _orders = [];
    private readonly Dictionary<string, PaperOrder> _byId = new(StringComparer.Ordinal);
    private bool _isSorted = true;
    private PaperOrder[] _looked = [];

    public bool IsEmpty => _orders.Count == 0;

    /// <summary>Takes an order; one of the same id is replaced.</summary>
    public void Place(PaperOrder order)
    {
        Remove(order.Order.Id);
        _orders.Add(order);
        _byId[order.Order.Id] = order;
        _isSorted = false;
    }

    public PaperOrder? Find(string orderId) => _byId.GetValueOrDefault(orderId);

    /// <returns>Whether it was open here.</returns>
    public bool Cancel(string orderId, DateTimeOffset at)
    {
        if (Remove(orderId) is not { } order)
            return false;
        closed?.Invoke(order, FoundState.Cancelled, at);
        return true;
    }

    public void Forget(int botId)
    {
        foreach (var order in _orders.FindAll(o => o.Order.BotId == botId))
            Take(order);
    }

    /// <summary>Whether nothing inside this candle can meet any order.</summary>
    public bool IsUntouchedBy(in Candle candle)
    {
        foreach (var order in _orders)
        {
            if (!order.IsUntouchedBy(candle))
                return false;
        }
        return true;
    }

    /// <summary>How many orders something inside this candle may meet.</summary>
    public int CountTouchedBy(in Candle candle)
    {
        var count = 0;
        foreach (var order in _orders)
        {
            if (!order.IsUntouchedBy(candle))
                count++;
        }
        return count;
    }

    /// <param name="meet">What the price makes of an order.</param>
    /// <param name="report">Told of each order and what happened to it, in order. It may place and cancel orders here.</param>
    public void Look(TradingRules rules, Func<PaperOrder, IReadOnlyList<OrderEvent>> meet, Action<Order, OrderEvent> report)
    {
        // Looked at far more often than placed, and after a start many are placed before the first look.
        if (!_isSorted)
            _orders.Sort(InTurn);
        _isSorted = true;
        var count = _orders.Count;
        if (_looked.Length < count)
            _looked = new PaperOrder[count * 2];
        // What is told may place and cancel orders, which are not looked at with this price any more.
        var looked = _looked;
        _orders.CopyTo(looked);
        for (var i = 0; i < count; i++)
        {
            var order = looked[i];
            if (order.IsOver || !_byId.TryGetValue(order.Order.Id, out var open) || open != order)
                continue;
            order.Rules = rules;
            var happened = meet(order);
            if (order.IsOver)
            {
                Take(order);
                closed?.Invoke(order, StateAfter(happened), happened is [.., var last] ? last.At : order.Order.PlacedAt);
            }
            foreach (var one in happened)
            {
                var pairs = order.Order.Group is not null && one.TellsOf is not null ? EndPairs(order.Order, one.At) : [];
                report(order.Order, one);
                foreach (var pair in pairs)
                    report(pair.Order, new OrderEvent.Cancelled(one.At, "Its pair was filled."));
            }
        }
    }

    private List<PaperOrder> EndPairs(Order filled, DateTimeOffset at)
    {
        var pairs = _orders.FindAll(o => o.Order.Group == filled.Group && o.Order.Id != filled.Id && !o.IsOver);
        foreach (var pair in pairs)
        {
            pair.End();
            Take(pair);
            closed?.Invoke(pair, FoundState.Cancelled, at);
        }
        return pairs;
    }

    private static FoundState StateAfter(IReadOnlyList<OrderEvent> happened) => happened is not [.., var last] ? FoundState.Cancelled : last switch
    {
        OrderEvent.FilledWholly => FoundState.Filled,
        OrderEvent.Rejected => FoundState.Rejected,
        OrderEvent.Expired => FoundState.Expired,
        _ => FoundState.Cancelled,
    };

    private PaperOrder? Remove(string orderId)
    {
        if (Find(orderId) is not { } order)
            return null;
        order.End();
        Take(order);
        return order;
    }

    private void Take(PaperOrder order)
    {
        _orders.Remove(order);
        _byId.Remove(order.Order.Id);
    }

    private static int InTurn(PaperOrder a, PaperOrder b) => (a.IsStop ? 0 : 1).CompareTo(b.IsStop ? 0 : 1) is not 0 and var kind ? kind
        : a.Order.PlacedAt.CompareTo(b.Order.PlacedAt) is not 0 and var time ? time
        : string.CompareOrdinal(a.Order.Id, b.Order.Id);
}
