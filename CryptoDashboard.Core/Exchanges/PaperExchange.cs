using System.Collections.Concurrent;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// An exchange that exists here only, with the filters and fees of the real one. What a price does to an order is said by
/// <see cref="PaperOrder"/>: from the order book where one is known, else at bid and ask; whatever happened between two prices is read off
/// the closed candle. It keeps orders in memory only, the last that are over among them: after a restart the engine places those that are
/// durable and open again, under the same ids.
/// </summary>
public sealed class PaperExchange : IExchange, IDisposable
{
    /// <summary>A book older than this says nothing of the present.</summary>
    private static readonly TimeSpan FreshBook = TimeSpan.FromSeconds(5);

    /// <summary>How many orders that are over can still be asked for, per market.</summary>
    private const int Remembered = 1_000;

    private readonly ConcurrentDictionary<MarketId, Desk> _desks = new();
    private readonly ConcurrentDictionary<MarketId, Timeframe> _shortest = new();
    private readonly ConcurrentDictionary<int, FillLevel> _levels = new();
    private readonly MarketHub _hub;
    private readonly FillBook? _learnt;
    private readonly TimeSpan _latency;

    /// <param name="learnt">What is known of fills, for bots that want theirs as learnt.</param>
    public PaperExchange(MarketHub hub, PaperOptions options, FillBook? learnt = null)
    {
        (_hub, _latency, _learnt) = (hub, TimeSpan.FromMilliseconds(options.LatencyMs), learnt);
        _hub.Ticked += OnTick;
        _hub.CandleClosed += OnClosed;
    }

    public event Action<OrderReport>? Reported;

    public bool Holds(MarketId market, OrderTerms terms) => true;

    public Task<OrderEvent> Place(Order order, CancellationToken cancel)
    {
        var rules = _hub.TryGet(order.Market, out var market) ? market.Rules : TradingRules.Default;
        var desk = _desks.GetOrAdd(order.Market, static _ => new Desk());
        lock (desk.Gate)
        {
            // The same name is the same order, whether it is open or over.
            if (desk.Orders.Find(order.Id) is not null || desk.Over.ContainsKey(order.Id))
                return Task.FromResult<OrderEvent>(new OrderEvent.Accepted(order.PlacedAt, order.Id));
            if (market is not null && order.Status is OrderStatus.Intended or OrderStatus.Sent && Fault(order, market) is { } fault)
                return Task.FromResult<OrderEvent>(new OrderEvent.Rejected(order.PlacedAt, fault));
            desk.Orders.Place(Assumed(order, rules));
        }
        return Task.FromResult<OrderEvent>(new OrderEvent.Accepted(order.PlacedAt, order.Id));
    }

    /// <summary>How a bot's orders are filled from now on: as learnt, at a level, or at the prices as they come.</summary>
    public void Assume(int botId, FillLevel? level)
    {
        if (level is { } chosen)
            _levels[botId] = chosen;
        else
            _levels.TryRemove(botId, out _);
    }

    public Task<OrderEvent> Cancel(Order order, CancellationToken cancel)
    {
        var now = _hub.TryGet(order.Market, out var market) ? market.Clock.Now : order.PlacedAt;
        if (!_desks.TryGetValue(order.Market, out var desk))
            return Task.FromResult<OrderEvent>(new OrderEvent.NotFound(now));
        lock (desk.Gate)
        {
            if (!desk.Orders.Cancel(order.Id, now))
                return Task.FromResult<OrderEvent>(new OrderEvent.NotFound(now));
        }
        return Task.FromResult<OrderEvent>(new OrderEvent.Cancelled(now));
    }

    /// <summary>Of an order placed again after a restart it knows the fills since then only.</summary>
    public Task<FoundOrder?> Find(Order order, CancellationToken cancel)
    {
        if (!_desks.TryGetValue(order.Market, out var desk))
            return Task.FromResult<FoundOrder?>(null);
        lock (desk.Gate)
            return Task.FromResult(desk.Orders.Find(order.Id)?.Found(FoundState.Open, order.PlacedAt) ?? (desk.Over.TryGetValue(order.Id, out var over) ? over.Order : null));
    }

    /// <summary>Forgets the bot's orders, as when its state is read anew from the database.</summary>
    public void Forget(int botId)
    {
        foreach (var desk in _desks.Values)
        {
            lock (desk.Gate)
            {
                desk.Orders.Forget(botId);
                foreach (var id in desk.Over.Where(o => o.Value.BotId == botId).Select(o => o.Key).ToList())
                    desk.Over.Remove(id);
            }
        }
    }

    public void Dispose()
    {
        _hub.Ticked -= OnTick;
        _hub.CandleClosed -= OnClosed;
    }

    private void OnTick(Market market, Ticker ticker)
    {
        if (!_desks.TryGetValue(market.Id, out var desk) || desk.Orders.IsEmpty)
            return;
        var book = market.Book is { } known && ticker.ReceivedAt - known.ReceivedAt <= FreshBook && known.Asks.Count > 0 && known.Bids.Count > 0 ? known : null;
        // A replay walks through a candle for the eye only: what happens inside is read off the whole candle, at any speed the same.
        var isWalked = market.Id.Kind == MarketKind.Replay;
        Look(market, desk, order => isWalked && order.Order.Kind != OrderKind.Market ? [] : order.Meet(ticker, book));
    }

    private void OnClosed(Market market, ClosedCandle closed)
    {
        // A larger candle tells again what the shorter ones have told, from its opening on: an order would meet prices older than itself.
        if (closed.Timeframe > _shortest.AddOrUpdate(market.Id, closed.Timeframe, (_, known) => closed.Timeframe < known ? closed.Timeframe : known))
            return;
        if (!_desks.TryGetValue(market.Id, out var desk) || desk.Orders.IsEmpty)
            return;
        if (market.Id.Kind == MarketKind.Replay)
        {
            var price = new Money.Price((decimal)closed.Candle.Open);
            var opened = new Ticker(market.Id, closed.Candle.OpenTime, closed.KnownAt, price, price, price);
            Look(market, desk, order => order.Order.Kind == OrderKind.Market ? [] : order.Meet(opened, null));
        }
        else if (closed.Timeframe != Timeframe.M1)
        {
            return;
        }
        Look(market, desk, order => order.Meet(closed.Candle, closed.CloseTime));
    }

    private void Look(Market market, Desk desk, Func<PaperOrder, IReadOnlyList<OrderEvent>> meet)
    {
        lock (desk.Gate)
            desk.Orders.Look(market.Rules, meet, (order, happened) => Reported?.Invoke(new OrderReport(order.BotId, order.Id, happened, market.Hold())));
    }

    private PaperOrder Assumed(Order order, TradingRules rules)
    {
        var assumed = _learnt is not null && _levels.TryGetValue(order.BotId, out var level) ? _learnt.Of(order.Market).At(level) : null;
        var latency = order.Market.Kind == MarketKind.Replay ? TimeSpan.Zero : assumed is null ? _latency : TimeSpan.FromMilliseconds(assumed.LatencyMs);
        return new PaperOrder(order, rules, latency, assumed);
    }

    /// <summary>What a real exchange would turn down at once, by the same filters.</summary>
    private static string? Fault(Order order, Market market)
    {
        var rules = market.Rules;
        if (order.Spend > 0)
            return null;
        var (terms, symbol) = (order.Terms, order.Market.Symbol);
        if (order.Quantity.IsZero || order.Quantity.Value < rules.MinQuantity || !Money.Rounding.IsMultiple(order.Quantity.Value, rules.LotSize))
            return $"{order.Quantity} {symbol.Base} is no multiple of {rules.LotSize}, or less than {rules.MinQuantity}.";
        foreach (var price in new[] { terms.Limit, order.WokenAt is null && terms.Kind != OrderKind.TrailingStop ? terms.Trigger : null })
        {
            if (price is { } given && !Money.Rounding.IsMultiple(given.Value, rules.TickSize))
                return $"{given} {symbol.Quote} is no multiple of {rules.TickSize}.";
        }
        if (order.Quantity.Value > rules.Most(terms.Kind))
            return $"{order.Quantity} {symbol.Base} is more than the {rules.Most(terms.Kind)} that one order may have.";
        if (market.Ticker is { } ticker && rules.Band?.Outside(order.Side, terms, ticker.Last.Value) is { } outside)
            return $"{outside} {symbol.Quote} lies too far from the price {ticker.Last}.";
        return terms.Limit is { } limit && limit * order.Quantity < rules.MinNotional ? $"It is worth {limit * order.Quantity:0.########} {symbol.Quote}, less than {rules.MinNotional}." : null;
    }

    private sealed class Desk
    {
        public Lock Gate { get; } = new();

        private readonly Queue<string> _oldest = new();

        public Desk() => Orders = new PaperDesk(Close);

        public PaperDesk Orders { get; }

        public Dictionary<string, (int BotId, FoundOrder Order)> Over { get; } = new(StringComparer.Ordinal);

        private void Close(PaperOrder order, FoundState state, DateTimeOffset at)
        {
            Over[order.Order.Id] = (order.Order.BotId, order.Found(state, at));
            _oldest.Enqueue(order.Order.Id);
            if (_oldest.Count > Remembered)
                Over.Remove(_oldest.Dequeue());
        }
    }
}
