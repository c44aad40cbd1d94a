using System.Collections.Concurrent;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Risk;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>What the exchange is asked about orders: after a start, in doubt, and each minute. What it says is booked.</summary>
internal sealed partial class BotRunner
{
    /// <summary>An exchange may take this long to know an order that reached it.</summary>
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(5);

    /// <summary>More single questions than this do not keep a bot from its candles.</summary>
    private const int AskedInOneLook = 25;

    /// <summary>An exchange that could not be asked is left alone for this long.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    /// <summary>An entry that was decided longer ago is not sent any more.</summary>
    private static readonly TimeSpan EntryStaysFresh = TimeSpan.FromMinutes(2);

    // Counted by the engine while a step changes it.
    private readonly ConcurrentDictionary<string, (int Tries, DateTimeOffset Next)> _doubts = new(StringComparer.Ordinal);

    /// <summary>Intents of an earlier life that somebody wants to be over, while it is not known yet whether they were sent.</summary>
    private readonly HashSet<string> _unwanted = [];

    /// <summary>Orders that were turned down, and when: asked for until they would have arrived, because a no may have been none.</summary>
    private readonly Dictionary<string, DateTimeOffset> _turnedDown = [];

    /// <summary>When an order, or the wish for its end, was last on its way to the exchange: before that it cannot be known there.</summary>
    private readonly Dictionary<string, DateTimeOffset> _onItsWay = [];

    /// <summary>How many of its orders the exchange has to be asked about, sooner or later.</summary>
    public int InDoubt => _doubts.Count;

    /// <summary>Whether there may be something for <see cref="DoChores"/>.</summary>
    public bool HasChores => !_orders.IsEmpty || !_inbox.IsEmpty || !_plans.IsEmpty;

    /// <summary>How many of its orders the exchange is to be asked about now.</summary>
    public int DueDoubts
    {
        get
        {
            var now = _parts.Time.GetUtcNow();
            return _bot.IsLive ? _doubts.Count(d => d.Value.Next <= now) : 0;
        }
    }

    /// <summary>The exchange could not be asked: orders in doubt wait, and the bot does not wait for each of them.</summary>
    public void PostponeDoubts() => Postpone(_parts.Time.GetUtcNow());

    /// <summary>Asks again about orders whose fate is unknown, and ends those whose time is over. Cheap when there are none.</summary>
    /// <param name="open">What the exchange lists as open, as for <see cref="CompareOrders"/>; empty where it was not asked.</param>
    public Task DoChores(IReadOnlyDictionary<string, decimal> open, CancellationToken cancel) => !HasChores ? Task.CompletedTask : Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            await BookInbox(stop);
            var now = _parts.Time.GetUtcNow();
            var hadDoubts = !_doubts.IsEmpty;
            if (_bot.IsLive)
            {
                var asked = 0;
                foreach (var order in _orders.Values.Where(o => o.Status is OrderStatus.Unknown or OrderStatus.Cancelling || _doubts.ContainsKey(o.Id)).ToList())
                {
                    if ((_doubts.TryGetValue(order.Id, out var doubt) && doubt.Next > now) || IsAsListed(order, open))
                        continue;
                    // The others follow in the next look, after whatever waits for this bot.
                    if (++asked > AskedInOneLook)
                        break;
                    if (!await Settle(order, stop))
                    {
                        Postpone(now);
                        break;
                    }
                }
            }
            if (hadDoubts && _doubts.IsEmpty)
                await Guard(stop);
            foreach (var order in _orders.Values.Where(o => o.TimeInForce == TimeInForce.GoodTilDate && o.ExpiresAt <= NowAt(o.Market) && (_bot.IsLive || o.IsHeldHere)).ToList())
                await Cancel(order, "Its time was over.", stop);
        },
        cancel);

    /// <summary>Compares every open order with the exchange; for the reconciliation of each minute and after an interruption.</summary>
    /// <param name="open">What the exchange lists as open, with what was filled of it: one that is there as we know it needs no question of its own.</param>
    /// <returns>How many orders were not as they were believed to be.</returns>
    public async Task<int> CompareOrders(IReadOnlyDictionary<string, decimal> open, CancellationToken cancel)
    {
        var healed = 0;
        if (!_bot.IsLive)
            return 0;
        await Exclusively(
            async stop =>
            {
                healed = 0;
                await EnsureFresh(stop);
                await BookInbox(stop);
                var hadDoubts = !_doubts.IsEmpty;
                foreach (var order in _orders.Values.Where(o => o.Status is not (OrderStatus.Held or OrderStatus.Intended)).ToList())
                {
                    if (IsAsListed(order, open))
                        continue;
                    var before = (order.Status, order.Filled);
                    if (!await Settle(order, stop))
                    {
                        Postpone(_parts.Time.GetUtcNow());
                        break;
                    }
                    var after = _orders.TryGetValue(order.Id, out var still) ? (still.Status, still.Filled) : default;
                    if (after != before)
                        healed++;
                }
                if (hadDoubts && _doubts.IsEmpty)
                    await Guard(stop);
                healed += await AskForTurnedDown(stop);
            },
            cancel);
        return healed;
    }

    /// <summary>After a restart: what is open here is placed again on paper, and looked up where real money is.</summary>
    private async Task TakeUpOrders(CancellationToken cancel)
    {
        if (!_bot.IsLive && _parts.Venues.Paper is PaperExchange paper)
            paper.Forget(_id);
        foreach (var order in _orders.Values.OrderBy(o => o.PlacedAt).ToList())
        {
            if (!_orders.TryGetValue(order.Id, out var open))
                continue;
            if (!_bot.IsLive || open.Status == OrderStatus.Held)
            {
                await Place(open, cancel);
                continue;
            }
            // The bridge may still be on its way: asked within a second, by the chores. What is pushed from now on is heard.
            var now = _parts.Time.GetUtcNow();
            _doubts[open.Id] = (0, now);
            // One that was made long ago may have been sent, woken or withdrawn in the last moment of that life.
            if (now - open.PlacedAt > Arrival && open.Status is OrderStatus.Intended or OrderStatus.Cancelling)
                _onItsWay[open.Id] = now;
            if (open.Status != OrderStatus.Intended && _parts.Venues.Live is CcxtExchange live)
                live.Expect(open);
        }
        if (_doubts.IsEmpty)
            await Guard(cancel);
    }

    /// <summary>Whether an order is open at the exchange just as it is known here: then it needs no question of its own, and is in doubt no more.</summary>
    private bool IsAsListed(Order order, IReadOnlyDictionary<string, decimal> open)
    {
        if (order.Status is not (OrderStatus.Accepted or OrderStatus.PartiallyFilled) || !open.TryGetValue(order.Id, out var filled) || filled != order.Filled.Value)
            return false;
        _doubts.TryRemove(order.Id, out _);
        return true;
    }

    private void Postpone(DateTimeOffset now)
    {
        foreach (var (id, doubt) in _doubts)
        {
            if (doubt.Next <= now)
                _doubts.TryUpdate(id, (doubt.Tries, _parts.Time.GetUtcNow() + AskAgainAfter), doubt);
        }
    }

    /// <summary>Asks the exchange what became of an order and books it; in doubt it is asked again later.</summary>
    /// <returns>Whether the exchange could be asked.</returns>
    private async Task<bool> Settle(Order order, CancellationToken cancel)
    {
        FoundOrder? found;
        // Read before it is asked: an answer that is slow to come speaks of the moment of the question.
        var askedAt = _parts.Time.GetUtcNow();
        try
        {
            found = await Venue.Find(order, cancel);
        }
        catch (OutsideFault fault)
        {
            _parts.Logger.LogInformation("Order {Order} could not be asked for yet: {Reason}", order.Id, fault.Message);
            Doubt(order);
            return fault.Kind != OutsideFaultKind.Transient || fault.Code == CcxtExchange.FillsMissing;
        }
        if (found is null)
        {
            await NotThere(order, askedAt, cancel);
            return true;
        }
        _doubts.TryRemove(order.Id, out _);
        if (_parts.Venues.Live is CcxtExchange live && found.State == FoundState.Open)
            live.Expect(order, found);
        if (order.Status == OrderStatus.Intended)
            order = _orders[order.Id] = order.After(new OrderEvent.Sent(order.PlacedAt));
        if (order.ExchangeId is null || order.Status is OrderStatus.Sent or OrderStatus.Unknown)
            order = await Book(order, new OrderEvent.Accepted(found.At, found.ExchangeId), cancel);
        foreach (var fill in found.Fills)
        {
            if (_orders.TryGetValue(order.Id, out var open))
                order = await Book(open, new OrderEvent.FilledPartly(fill.At, fill), cancel);
        }
        if (!_orders.TryGetValue(order.Id, out var still))
            return true;
        OrderEvent? end = found.State switch
        {
            FoundState.Filled => new OrderEvent.Completed(found.At),
            FoundState.Cancelled => new OrderEvent.Cancelled(found.At),
            FoundState.Expired => new OrderEvent.Expired(found.At, "The exchange let it expire."),
            FoundState.Rejected => new OrderEvent.Rejected(found.At, "The exchange turned it down."),
            _ => null,
        };
        if (end is not null)
            await Book(still, end, cancel);
        else if (_unwanted.Remove(order.Id))
            await Cancel(still, "It was withdrawn.", cancel);
        else if (still.Status == OrderStatus.Cancelling)
            await AskCancelAgain(still, cancel);
        return true;
    }

    /// <returns>How many of the orders that were turned down are there all the same; they are taken up again.</returns>
    private async Task<int> AskForTurnedDown(CancellationToken cancel)
    {
        var there = 0;
        foreach (var (id, at) in _turnedDown.ToList())
        {
            // Read before it is asked: what is not found after that will not come any more.
            var isLate = _parts.Time.GetUtcNow() - at >= Arrival;
            try
            {
                var isThere = false;
                if (await _parts.Store.LoadOrder(id, cancel) is { Order.Status: OrderStatus.Rejected } stored
                    && await Venue.Find(stored.Order, cancel) is { State: not FoundState.Rejected })
                {
                    isThere = true;
                    there++;
                    _fills[id] = stored.Fills.ToDictionary(f => f.FillId);
                    await Settle(_orders[id] = stored.Order, cancel);
                }
                if (isThere || isLate)
                    _turnedDown.Remove(id);
            }
            catch (OutsideFault fault)
            {
                _parts.Logger.LogInformation("Order {Order} could not be asked for yet: {Reason}", id, fault.Message);
            }
        }
        return there;
    }

    /// <summary>The request to cancel may never have arrived: the order is open still.</summary>
    private async Task AskCancelAgain(Order order, CancellationToken cancel)
    {
        try
        {
            await Venue.Cancel(order, cancel);
        }
        catch (OutsideFault fault)
        {
            _parts.Logger.LogInformation("Order {Order} could not be cancelled yet: {Reason}", order.Id, fault.Message);
        }
        Doubt(order);
    }

    private async Task NotThere(Order order, DateTimeOffset askedAt, CancellationToken cancel)
    {
        var now = _parts.Time.GetUtcNow();
        var tries = _doubts.TryGetValue(order.Id, out var doubt) ? doubt.Tries : 0;
        // Asked too soon, or once only: an exchange may need a moment to find what it has.
        var sentAt = _onItsWay.TryGetValue(order.Id, out var late) && late > order.PlacedAt ? late : order.PlacedAt;
        if (tries < 1 || askedAt - sentAt < Arrival)
        {
            Doubt(order);
            return;
        }
        if (order.Status == OrderStatus.Intended)
        {
            _doubts.TryRemove(order.Id, out _);
            if (_unwanted.Contains(order.Id))
                await Book(order, new OrderEvent.Cancelled(now, "It was withdrawn before it was sent."), cancel);
            else if (order.Purpose == TradePurpose.Entry && now - order.PlacedAt > EntryStaysFresh)
                await Book(order, new OrderEvent.Cancelled(now, "It was never sent, and is too old to open a position on."), cancel);
            else
                await Send(order, cancel);
            return;
        }
        var lost = order.Status is OrderStatus.Sent or OrderStatus.Unknown;
        await Book(lost && order.Status == OrderStatus.Sent ? await Book(order, new OrderEvent.AnswerLost(now), cancel) : order, lost ? new OrderEvent.NotFound(now) : new OrderEvent.Cancelled(now, "The exchange does not know it any more."), cancel);
    }

    private void Doubt(Order order)
    {
        var tries = _doubts.TryGetValue(order.Id, out var doubt) ? doubt.Tries + 1 : 1;
        _doubts[order.Id] = (tries, _parts.Time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(tries, 5))));
    }
}
