using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;

namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// An order at the paper exchange and what prices do to it. Cautious wherever it is not known what would have happened: a waiting limit
/// is filled only by a price beyond it, inside a candle the worse of two outcomes comes first, and a stop that was jumped over fills
/// where the price landed. No clock, no I/O: a backtest fills by the same rules.
/// </summary>
public sealed class PaperOrder
{
    private readonly List<Fill> _fills = [];
    private OrderTerms _terms;
    private decimal _filled;
    private decimal _spent;
    private bool _isAwake;
    private bool _waits;

    /// <param name="latency">How long it is on its way.</param>
    public PaperOrder(Order order, TradingRules rules, TimeSpan latency)
    {
        (Order, Rules, _terms) = (order, rules, order.Terms);
        LiveAt = order.PlacedAt + latency;
        (_filled, _spent) = (order.Filled.Value, order.FilledValue);
        _isAwake = !_terms.Sleeps || order.WokenAt is not null;
        // One that is placed again after a restart was looked at before: it has its place in the book.
        _waits = order.Status is OrderStatus.Accepted or OrderStatus.PartiallyFilled or OrderStatus.Cancelling && _isAwake;
    }

    public Order Order { get; }

    /// <summary>What the market lets through; known for sure only once the market is open.</summary>
    public TradingRules Rules { get; set; }

    /// <summary>No earlier price meets it.</summary>
    public DateTimeOffset LiveAt { get; }

    public bool IsOver { get; private set; }

    /// <summary>Whether the worse outcome is its: stops are looked at before anything else in a candle.</summary>
    public bool IsStop => !_isAwake && Order.Kind is OrderKind.Stop or OrderKind.StopLimit or OrderKind.TrailingStop;

    private bool IsBuy => Order.Side == Side.Buy;

    private decimal Remaining => Order.Spend > 0 ? 0 : Order.Quantity.Value - _filled;

    /// <summary>What a new price makes of it.</summary>
    /// <param name="book">What waits in the market, where it is known and of this moment; else everything is filled at bid or ask.</param>
    public IReadOnlyList<OrderEvent> Meet(Ticker ticker, OrderBook? book)
    {
        var happened = new List<OrderEvent>();
        if (IsOver || ticker.Time < LiveAt)
            return happened;
        if (HasExpired(ticker.Time, happened))
            return happened;
        if (!_isAwake && !Wake(ticker.Last.Value, ticker.Time, happened))
            return happened;
        if (_terms.IsLimited)
            MeetLimit(ticker, book, happened);
        else
            Take(Offers(ticker, book), ticker.Time, isWhole: book is null, happened);
        return happened;
    }

    /// <summary>What the rest of a closed candle makes of it: whatever prices between two ticks may have done.</summary>
    /// <param name="closedAt">When the candle closed.</param>
    public IReadOnlyList<OrderEvent> Meet(Candle candle, DateTimeOffset closedAt)
    {
        var happened = new List<OrderEvent>();
        if (IsOver || LiveAt > candle.OpenTime)
            return happened;
        var (open, high, low, close) = ((decimal)candle.Open, (decimal)candle.High, (decimal)candle.Low, (decimal)candle.Close);
        // Just before the end, as the last price of a candle is: an order decided on this candle is newer.
        var at = closedAt.AddMilliseconds(-1);
        if (!_isAwake)
            MeetAsleep(open, high, low, close, at, happened);
        else if (_terms.IsLimited && _waits && (IsBuy ? low < _terms.Limit!.Value.Value : high > _terms.Limit!.Value.Value))
            Fill(_terms.Limit!.Value.Value, Remaining, at, isMaker: true, happened);
        if (!IsOver)
            HasExpired(closedAt, happened);
        return happened;
    }

    /// <summary>As an exchange answers who asks for it.</summary>
    internal FoundOrder Found(FoundState state, DateTimeOffset at) => new(Order.Id, state, new Quantity(_filled), [.. _fills], at);

    /// <summary>It was cancelled, or its pair was filled.</summary>
    public void End() => IsOver = true;

    private void MeetAsleep(decimal open, decimal high, decimal low, decimal close, DateTimeOffset at, List<OrderEvent> happened)
    {
        var isTrailing = Order.Kind == OrderKind.TrailingStop;
        var down = _terms.WakesOnTheWayDown(Order.Side);
        var worst = down ? low : high;
        if (isTrailing && _terms.Trigger is null)
            Trail(open, at, happened);
        if (!_terms.IsWokenBy(Order.Side, worst))
        {
            if (!isTrailing)
                return;
            // The trigger as it stood was not reached; it follows to the far end, and the way back to the close may reach it.
            Trail(down ? high : low, at, happened);
            if (!_terms.IsWokenBy(Order.Side, close))
                return;
        }
        var trigger = _terms.Trigger!.Value.Value;
        // Jumped over at the open: it trades where the price landed, for better with a take-profit, for worse with a stop.
        var met = _terms.IsWokenBy(Order.Side, open) ? open : trigger;
        _isAwake = true;
        happened.Add(new OrderEvent.Woken(at, new Price(met)));
        if (!_terms.IsLimited)
        {
            Fill(met, Remaining, at, isMaker: false, happened);
            return;
        }
        var limit = _terms.Limit!.Value.Value;
        if (IsBuy ? met <= limit : met >= limit)
            Fill(met, Remaining, at, isMaker: false, happened);
        else
            _waits = true;
    }

    private bool HasExpired(DateTimeOffset now, List<OrderEvent> happened)
    {
        if (_terms.ExpiresAt is not { } end || now < end)
            return false;
        IsOver = true;
        happened.Add(new OrderEvent.Expired(end, "Its time was over."));
        return true;
    }

    private bool Wake(decimal last, DateTimeOffset at, List<OrderEvent> happened)
    {
        if (Order.Kind == OrderKind.TrailingStop && (_terms.Trigger is null || !_terms.IsWokenBy(Order.Side, last)))
            Trail(last, at, happened);
        if (!_terms.IsWokenBy(Order.Side, last))
            return false;
        _isAwake = true;
        happened.Add(new OrderEvent.Woken(at, new Price(last)));
        return true;
    }

    private void Trail(decimal last, DateTimeOffset at, List<OrderEvent> happened)
    {
        var trigger = _terms.TrailedBy(Order.Side, last, Rules);
        if (trigger == _terms.Trigger)
            return;
        _terms = _terms with { Trigger = trigger };
        happened.Add(new OrderEvent.Trailed(at, trigger));
    }

    private void MeetLimit(Ticker ticker, OrderBook? book, List<OrderEvent> happened)
    {
        var limit = _terms.Limit!.Value.Value;
        var best = IsBuy ? ticker.Ask.Value : ticker.Bid.Value;
        if (_waits)
        {
            if (IsBuy ? best < limit : best > limit)
                Fill(limit, Remaining, ticker.Time, isMaker: true, happened);
            return;
        }
        var crosses = IsBuy ? best <= limit : best >= limit;
        if (crosses && _terms.PostOnly)
        {
            End(new OrderEvent.Rejected(ticker.Time, $"Post-only at {limit:0.########} would have taken what waits at {best:0.########}."), happened);
            return;
        }
        if (crosses)
            Take(Offers(ticker, book).Where(o => IsBuy ? o.Price <= limit : o.Price >= limit), ticker.Time, isWhole: book is null, happened);
        else if (_terms.TimeInForce == TimeInForce.FillOrKill)
            End(new OrderEvent.Expired(ticker.Time, "It could not be filled whole at once."), happened);
        if (!IsOver && _terms.TimeInForce == TimeInForce.ImmediateOrCancel)
            End(new OrderEvent.Cancelled(ticker.Time, "The rest could not be filled at once."), happened);
        _waits = true;
    }

    private IEnumerable<(decimal Price, decimal Quantity)> Offers(Ticker ticker, OrderBook? book) => book is null
        ? [(IsBuy ? ticker.Ask.Value : ticker.Bid.Value, decimal.MaxValue)]
        : (IsBuy ? book.Asks : book.Bids).Select(l => (l.Price.Value, l.Quantity.Value));

    /// <param name="isWhole">Whether one price takes it all, as a market without a known book is played.</param>
    private void Take(IEnumerable<(decimal Price, decimal Quantity)> offers, DateTimeOffset at, bool isWhole, List<OrderEvent> happened)
    {
        var wanted = new List<(decimal Price, decimal Quantity)>();
        var (open, left) = (Remaining, Order.Spend - _spent);
        foreach (var (price, offered) in offers)
        {
            var quantity = Order.Spend > 0 ? Rules.FloorQuantity(left / price).Value : open;
            quantity = isWhole ? quantity : Rules.FloorQuantity(Math.Min(quantity, offered)).Value;
            if (quantity == 0)
                break;
            wanted.Add((price, quantity));
            (open, left) = (open - quantity, left - (quantity * price));
        }
        var total = wanted.Sum(w => w.Quantity);
        var isFirst = _filled == 0;
        if (isFirst && isWhole)
        {
            var price = wanted.Count > 0 ? wanted[0].Price : IsBuy ? 0 : offers.First().Price;
            if (!Rules.IsTradable(new Quantity(total), new Price(price)))
            {
                End(new OrderEvent.Rejected(at, $"{total} {Order.Market.Symbol.Base} at {price} is below the exchange's minimum ({Rules.MinQuantity} {Order.Market.Symbol.Base}, {Rules.MinNotional} {Order.Market.Symbol.Quote})."), happened);
                return;
            }
        }
        if (_terms.TimeInForce == TimeInForce.FillOrKill && open > 0)
        {
            End(new OrderEvent.Expired(at, "It could not be filled whole at once."), happened);
            return;
        }
        foreach (var (price, quantity) in wanted)
            Fill(price, quantity, at, isMaker: false, happened);
    }

    private void End(OrderEvent ending, List<OrderEvent> happened)
    {
        IsOver = true;
        happened.Add(ending);
    }

    private void Fill(decimal price, decimal quantity, DateTimeOffset at, bool isMaker, List<OrderEvent> happened)
    {
        var feeAsset = FeeAssets.Of(Order.Market, Order.Side);
        var fill = new Fill
        {
            OrderId = Order.Id,
            // What was filled before it names it: the same after a restart, and different for each.
            FillId = $"{Order.Id}-f{_filled:0.##################}",
            BotId = Order.BotId,
            Market = Order.Market,
            Side = Order.Side,
            Price = new Price(price),
            Quantity = new Quantity(quantity),
            Fee = (feeAsset == Order.Market.Symbol.Base ? quantity : price * quantity) * (isMaker ? Rules.MakerFee : Rules.TakerFee),
            FeeAsset = feeAsset,
            IsMaker = isMaker,
            At = at,
        };
        _fills.Add(fill);
        _filled += quantity;
        _spent += price * quantity;
        var isWhole = Order.Spend > 0 ? Rules.FloorQuantity((Order.Spend - _spent) / price).IsZero : Remaining <= 0;
        IsOver = isWhole;
        happened.Add(isWhole ? new OrderEvent.FilledWholly(at, fill) : new OrderEvent.FilledPartly(at, fill));
    }
}
