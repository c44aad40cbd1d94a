using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Drills;

/// <summary>
/// The honest part of a drill's exchange: one account, one market, orders matched as the paper exchange matches them
/// (<see cref="PaperOrder"/>), balances that cannot be spent twice. What the desk believes afterwards is held against this.
/// </summary>
/// <param name="cash">Quote units in the account at the beginning.</param>
public sealed class ExchangeTruth(MarketId market, TradingRules rules, decimal cash)
{
    private readonly Dictionary<string, TruthOrder> _orders = new(StringComparer.Ordinal);
    private readonly decimal _levelValue = cash * 0.1m;
    private int _numbered;
    private Ticker? _last;

    public MarketId Market => market;

    /// <summary>Quote units, those bound by open buys included.</summary>
    public decimal Cash { get; private set; } = cash;

    /// <summary>Base units, those bound by open sells included.</summary>
    public decimal Held { get; private set; }

    /// <summary>Whether the market is gone: nothing new is taken, nothing trades.</summary>
    public bool IsDelisted { get; private set; }

    /// <summary>How many orders were sent a second time although they were here already.</summary>
    public int SentTwice { get; private set; }

    public IReadOnlyCollection<TruthOrder> Orders => _orders.Values;

    public TruthOrder? Find(string id) => _orders.GetValueOrDefault(id);

    /// <summary>Takes an order, or says why not. One that is here already is not taken again.</summary>
    public (TruthOrder? Taken, string? Refused) Take(Order order, DateTimeOffset now)
    {
        if (_orders.TryGetValue(order.Id, out var known))
        {
            SentTwice++;
            return (known, null);
        }
        if (IsDelisted)
            return (null, $"{market.Symbol} is not traded here any more.");
        if (order.Side == Side.Sell && order.Quantity.Value > Held - Bound(Side.Sell))
            return (null, $"Insufficient balance: {Held - Bound(Side.Sell)} {market.Symbol.Base} are free, {order.Quantity} were to be sold.");
        if (order.Side == Side.Buy && PriceOf(order) * order.Quantity > Cash - Bound(Side.Buy))
            return (null, $"Insufficient balance: {Cash - Bound(Side.Buy)} {market.Symbol.Quote} are free, {PriceOf(order) * order.Quantity} were to be spent.");
        if (!rules.IsTradable(order.Quantity, PriceOf(order)))
            return (null, $"Filter failure: {order.Quantity} at {PriceOf(order)} is below the minimum.");
        return (_orders[order.Id] = new TruthOrder(order, rules, $"x{++_numbered}", now), null);
    }

    /// <returns>Whether it was open and is over now.</returns>
    public bool Cancel(string id)
    {
        if (!_orders.TryGetValue(id, out var order) || !order.IsOpen)
            return false;
        order.State = FoundState.Cancelled;
        order.Matching.End();
        return true;
    }

    /// <summary>A price: what it makes of the open orders, in the order in which it happened.</summary>
    public IReadOnlyList<(TruthOrder Order, OrderEvent Happened)> Meet(Ticker ticker)
    {
        _last = ticker;
        return Match(order => order.Matching.Meet(ticker, BookAt(ticker)));
    }

    /// <summary>An order without a worst price that was just taken trades at once, at the last known price.</summary>
    public IReadOnlyList<(TruthOrder Order, OrderEvent Happened)> MeetAtOnce(TruthOrder taken, DateTimeOffset now)
    {
        if (_last is not { } last || taken.Order.IsAsleep || taken.Order.Terms.IsLimited)
            return [];
        var ticker = last with { Time = now > taken.Order.PlacedAt ? now : taken.Order.PlacedAt };
        return Match(order => order == taken ? order.Matching.Meet(ticker, BookAt(ticker)) : []);
    }

    /// <summary>Somebody trades with a waiting order at its limit, as much as is asked for.</summary>
    public OrderEvent? Trade(TruthOrder order, decimal quantity, DateTimeOffset now)
    {
        var (price, wanted) = (PriceOf(order.Order), rules.FloorQuantity(Math.Min(quantity, order.Left)));
        if (wanted.IsZero || !order.IsOpen || price.Value == 0)
            return null;
        var feeAsset = FeeAssets.Of(market, order.Order.Side);
        var fill = new Fill
        {
            OrderId = order.Order.Id,
            FillId = $"{order.Order.Id}-late{order.Fills.Count}",
            BotId = order.Order.BotId,
            Market = market,
            Side = order.Order.Side,
            Price = price,
            Quantity = wanted,
            Fee = (feeAsset == market.Symbol.Base ? wanted.Value : price * wanted) * rules.MakerFee,
            FeeAsset = feeAsset,
            IsMaker = true,
            At = now,
        };
        Book(order, fill);
        if (order.Left > 0)
            return new OrderEvent.FilledPartly(now, fill);
        order.State = FoundState.Filled;
        order.Matching.End();
        return new OrderEvent.FilledWholly(now, fill);
    }

    /// <summary>The market is taken off the exchange: open orders end.</summary>
    public IReadOnlyList<(TruthOrder Order, OrderEvent Happened)> Delist(DateTimeOffset now)
    {
        IsDelisted = true;
        var ended = new List<(TruthOrder, OrderEvent)>();
        foreach (var order in _orders.Values.Where(o => o.IsOpen))
        {
            Cancel(order.Order.Id);
            ended.Add((order, new OrderEvent.Cancelled(now, $"{market.Symbol} was delisted.")));
        }
        return ended;
    }

    private List<(TruthOrder Order, OrderEvent Happened)> Match(Func<TruthOrder, IReadOnlyList<OrderEvent>> meet)
    {
        var all = new List<(TruthOrder, OrderEvent)>();
        if (IsDelisted)
            return all;
        foreach (var order in _orders.Values.Where(o => o.IsOpen).OrderBy(o => o.Matching.IsStop ? 0 : 1).ToList())
        {
            foreach (var happened in meet(order))
            {
                if (happened is OrderEvent.FilledPartly { Fill: var part })
                    Book(order, part);
                if (happened is OrderEvent.FilledWholly { Fill: var last })
                    Book(order, last);
                order.State = happened switch
                {
                    OrderEvent.FilledWholly => FoundState.Filled,
                    OrderEvent.Cancelled => FoundState.Cancelled,
                    OrderEvent.Expired => FoundState.Expired,
                    OrderEvent.Rejected => FoundState.Rejected,
                    _ => order.State,
                };
                all.Add((order, happened));
            }
        }
        return all;
    }

    private void Book(TruthOrder order, Fill fill)
    {
        order.Add(fill);
        var (baseFee, quoteFee) = fill.FeeAsset == market.Symbol.Base ? (fill.Fee, 0m) : (0m, fill.Fee);
        var sign = fill.Side == Side.Buy ? 1 : -1;
        Held += (sign * fill.Quantity.Value) - baseFee;
        Cash -= (sign * fill.Value) + quoteFee;
    }

    private decimal Bound(Side side) => _orders.Values.Where(o => o.IsOpen && o.Order.Side == side).Sum(o => side == Side.Sell ? o.Left : o.Left * PriceOf(o.Order).Value);

    private Price PriceOf(Order order) => order.LimitPrice ?? order.TriggerPrice ?? _last?.Last ?? order.ReferencePrice;

    /// <summary>Three thin levels and a deep one, so that what is of any size is filled in parts.</summary>
    private OrderBook BookAt(Ticker ticker)
    {
        var thin = rules.FloorQuantity(_levelValue / ticker.Last.Value);
        var level = thin.IsZero ? new Quantity(rules.LotSize) : thin;
        IReadOnlyList<BookLevel> Side(decimal start, int way) =>
            [.. Enumerable.Range(0, 4).Select(i => new BookLevel(new Price(Math.Max(start + (way * i * rules.TickSize), rules.TickSize)), i < 3 ? level : new Quantity(level.Value * 1_000)))];
        return new OrderBook(market, ticker.Time, ticker.ReceivedAt, Side(ticker.Bid.Value, -1), Side(ticker.Ask.Value, 1));
    }
}
