using System.Collections.Concurrent;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// Brings what an exchange pushes into an order that can be booked: a fill may come before the order it belongs to is known, and the news
/// that an order is over before its last fill. Neither is passed on before what it rests on.
/// </summary>
public sealed class AccountStream
{
    private const int MostEarly = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Tracked> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string ExchangeId), string> _names = [];
    private readonly ConcurrentQueue<(string Account, BridgeFill Fill)> _early = new();

    /// <summary>An order is about to be sent, or was open in an earlier life: news of it will come.</summary>
    public void Expect(Order order)
    {
        lock (_gate)
        {
            _byId[order.Id] = new Tracked(order) { FilledBefore = order.Filled.Value };
            if (order.ExchangeId is { } id)
                _names[(order.Account, id)] = order.Id;
        }
    }

    /// <summary>An order was asked for and is open: the fills of the answer are known, and news of it will come.</summary>
    /// <returns>Its end, where that was pushed before its last fill was known.</returns>
    public IReadOnlyList<OrderEvent> Found(Order order, FoundOrder found)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(order.Id, out var tracked))
                tracked = _byId[order.Id] = new Tracked(order);
            if (found.ExchangeId is { } id)
                _names[(order.Account, id)] = order.Id;
            // The answer has all fills by their numbers, those of an earlier life among them.
            tracked.FilledBefore = 0;
            foreach (var fill in found.Fills)
                tracked.Fills[fill.FillId] = fill.Quantity.Value;
            var happened = new List<OrderEvent>();
            End(tracked, happened);
            return happened;
        }
    }

    /// <summary>The answer to placing an order, which may tell of fills already; those without their fee are told once more.</summary>
    public IReadOnlyList<OrderEvent> Answered(Order order, BridgeOrder answer)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(order.Id, out var tracked))
                return [];
            if (answer.Id is { } id)
                _names[(order.Account, id)] = order.Id;
            var happened = new List<OrderEvent>();
            var now = answer.Timestamp ?? order.PlacedAt;
            foreach (var fill in answer.Fills.Where(f => f.Id is not null && f.Fees.Count > 0))
                Add(tracked, fill, now, happened);
            TakeEarly(happened, now);
            return happened;
        }
    }

    /// <summary>An order changed at the exchange.</summary>
    public IReadOnlyList<(Order Owner, OrderEvent Happened)> Told(string account, BridgeOrder order, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (order.ClientOrderId is null || !_byId.TryGetValue(order.ClientOrderId, out var tracked))
            {
                if (order.Id is null || !_names.TryGetValue((account, order.Id), out var name) || !_byId.TryGetValue(name, out tracked))
                    return [];
            }
            var happened = new List<OrderEvent>();
            if (order.Id is { } id && _names.TryAdd((account, id), tracked.Order.Id))
                TakeEarly(happened, now);
            var at = order.Updated ?? order.Timestamp ?? now;
            if (order.Status == "open" && !tracked.IsAccepted)
            {
                tracked.IsAccepted = true;
                happened.Add(new OrderEvent.Accepted(at, order.Id));
            }
            tracked.Ending ??= order.Status switch
            {
                "closed" => new OrderEvent.Completed(at),
                "canceled" => new OrderEvent.Cancelled(at),
                "expired" => new OrderEvent.Expired(at, "The exchange let it expire."),
                "rejected" => new OrderEvent.Rejected(at, "The exchange turned it down."),
                _ => null,
            };
            if (tracked.Ending is not null)
                tracked.EndsAt = order.Filled ?? tracked.Filled;
            End(tracked, happened);
            // Most exchanges push its fills a moment later; one that pushes none, or without their fees, has to be asked.
            if (tracked.Ending is not null && _byId.ContainsKey(tracked.Order.Id))
                happened.Add(new OrderEvent.Untold(at));
            return [.. happened.Select(h => (tracked.Order, h))];
        }
    }

    /// <summary>The account traded.</summary>
    /// <param name="fill">With its fee.</param>
    public IReadOnlyList<(Order Owner, OrderEvent Happened)> Told(string account, BridgeFill fill, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (fill.Order is null || fill.Id is null)
                return [];
            if (!_names.TryGetValue((account, fill.Order), out var name) || !_byId.TryGetValue(name, out var tracked))
            {
                _early.Enqueue((account, fill));
                if (_early.Count > MostEarly)
                    _early.TryDequeue(out _);
                return [];
            }
            var happened = new List<OrderEvent>();
            Add(tracked, fill, now, happened);
            End(tracked, happened);
            return [.. happened.Select(h => (tracked.Order, h))];
        }
    }

    private void TakeEarly(List<OrderEvent> happened, DateTimeOffset now)
    {
        for (var left = _early.Count; left > 0 && _early.TryDequeue(out var early); left--)
        {
            if (_names.TryGetValue((early.Account, early.Fill.Order!), out var name) && _byId.TryGetValue(name, out var tracked))
                Add(tracked, early.Fill, now, happened);
            else
                _early.Enqueue(early);
        }
    }

    private static void Add(Tracked tracked, BridgeFill fill, DateTimeOffset now, List<OrderEvent> happened)
    {
        if (!tracked.Fills.TryAdd(fill.Id!, fill.Amount ?? 0))
            return;
        happened.Add(new OrderEvent.FilledPartly(fill.Timestamp ?? now, CcxtExchange.ToFill(tracked.Order, fill, now)));
    }

    private void End(Tracked tracked, List<OrderEvent> happened)
    {
        if (tracked.Ending is not { } ending || tracked.Filled < tracked.EndsAt)
            return;
        happened.Add(ending);
        _byId.Remove(tracked.Order.Id);
    }

    private sealed class Tracked(Order order)
    {
        public Order Order => order;

        /// <summary>Amounts by the exchange's number of each fill.</summary>
        public Dictionary<string, decimal> Fills { get; } = new(StringComparer.Ordinal);

        /// <summary>What was filled in an earlier life.</summary>
        public decimal FilledBefore { get; set; }

        public decimal Filled => FilledBefore + Fills.Values.Sum();

        public bool IsAccepted { get; set; }

        public OrderEvent? Ending { get; set; }

        public decimal EndsAt { get; set; }
    }
}
