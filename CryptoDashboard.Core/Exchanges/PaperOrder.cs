using CryptoDashboard.Core.Fills;
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
    private readonly FillAssumptions _assumed;
    private List<Fill>? _fills;
    private OrderTerms _terms;
    private decimal _filled;
    private decimal _spent;
    private bool _isAwake;
    private bool _waits;

    /// <param name="latency">How long it is on its way.</param>
    /// <param name="assumed">What it costs where no book tells, and the luck of a limit that waits; null costs nothing and never misses.</param>
    public PaperOrder(Order order, TradingRules rules, TimeSpan latency, FillAssumptions? assumed = null)
    {
        (Order, Rules, _terms, _assumed) = (order, rules, order.Terms, assumed ?? FillAssumptions.None);
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

    /// <summary>Base units that the market still offers it in this candle; null offers everything.</summary>
    public decimal? Offered { get; set; }

    public bool IsOver { get; private set; }

    /// <summary>Whether the worse outcome is its: stops are looked at before anything else in a candle.</summary>
    public bool IsStop => !_isAwake && Order.Kind is OrderKind.Stop or OrderKind.StopLimit or OrderKind.TrailingStop;

    private bool IsBuy => Order.Side == Side.Buy;

    private decimal Remaining => Order.Spend > 0 ? 0 : Order.Quantity.Value - _filled;

    /// <summary>What a new price makes of it.</summary>
    /// <param name="book">What waits in the market, where it is known and of this moment; else everything is filled at bid or ask.</param>
    public IReadOnlyList<OrderEvent> Meet(Ticker ticker, OrderBook? book)
    {
        if (IsOver || ticker.Time < LiveAt)
            return [];
        var happened = new List<OrderEvent>(1);
        if (HasExpired(ticker.Time, happened))
            return happened;
        if (!_isAwake && !Wake(ticker.Last.Value, ticker.Time, happened))
            return happened;
        if (_terms.IsLimited)
            MeetLimit(ticker, book, happened);
        else if (book is null && Offered is null)
            TakeWhole(BestOffer(ticker), ticker.Time, happened);
        else
            Take(Offers(ticker, book), ticker.Time, happened);
        return happened;
    }

    /// <summary>What the rest of a closed candle makes of it: whatever prices between two ticks may have done.</summary>
    /// <param name="closedAt">When the candle closed.</param>
    public IReadOnlyList<OrderEvent> Meet(Candle candle, DateTimeOffset closedAt)
    {
        if (IsOver || LiveAt > candle.OpenTime)
            return [];
        var happened = new List<OrderEvent>(2);
        var (open, high, low, close) = ((decimal)candle.Open, (decimal)candle.High, (decimal)candle.Low, (decimal)candle.Close);
        // Just before the end, as the last price of a candle is: an order decided on this candle is newer.
        var at = closedAt.AddMilliseconds(-1);
        if (!_isAwake)
            MeetAsleep(open, high, low, close, at, happened);
        else if (_terms.IsLimited && _waits && (IsBuy ? low < _terms.Limit!.Value.Value : high > _terms.Limit!.Value.Value) && _assumed.FillsWaiting(Order.Id, candle.OpenTime))
            Fill(_terms.Limit!.Value.Value, FromOffer(Remaining), at, isMaker: true, happened);
        if (!IsOver)
            HasExpired(closedAt, happened);
        return happened;
    }

    /// <summary>
    /// Whether nothing inside this candle can meet it: a quick look that may say no where a close one would say yes, never the reverse.
    /// </summary>
    public bool IsUntouchedBy(in Candle candle)
    {
        if (IsOver)
            return true;
        if (_terms.ExpiresAt is not null || Order.Kind is OrderKind.Market or OrderKind.TrailingStop)
            return false;
        var (at, down) = !_isAwake ? (_terms.Trigger, _terms.WakesOnTheWayDown(Order.Side)) : _waits ? (_terms.Limit, IsBuy) : (null, false);
        if (at is not { } price)
            return false;
        var met = (double)price.Value;
        // A double is not the decimal: a price as near as this is looked at closely.
        return down ? candle.Low > met * (1 + 1e-12) : candle.High < met * (1 - 1e-12);
    }
    /// <summary>As an exchange answers who asks for it.</summary>
    internal FoundOrder Found(FoundState state, DateTimeOffset at) => new(Order.Id, state, new Quantity(_filled), [.. _fills ?? []], at);

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
        var paid = Dearer(met, _assumed.TakerCost);
        if (!_terms.IsLimited)
        {
            Fill(paid, FromOffer(Remaining), at, isMaker: false, happened);
            return;
        }
        var limit = _terms.Limit!.Value.Value;
        if (IsBuy ? paid <= limit : paid >= limit)
            Fill(paid, FromOffer(Remaining), at, isMaker: false, happened);
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
            if ((IsBuy ? best < limit : best > limit) && _assumed.FillsWaiting(Order.Id, ticker.Time))
                Fill(limit, FromOffer(Remaining), ticker.Time, isMaker: true, happened);
            return;
        }
        var crosses = IsBuy ? best <= limit : best >= limit;
        if (crosses && _terms.PostOnly)
        {
            End(new OrderEvent.Rejected(ticker.Time, $"Post-only at {limit:0.########} would have taken what waits at {best:0.########}."), happened);
            return;
        }
        if (crosses && book is null && Offered is null && (IsBuy ? BestOffer(ticker) <= limit : BestOffer(ticker) >= limit))
            TakeWhole(BestOffer(ticker), ticker.Time, happened);
        else if (crosses)
            Take(Offers(ticker, book).Where(o => IsBuy ? o.Price <= limit : o.Price >= limit), ticker.Time, happened);
        else if (_terms.TimeInForce == TimeInForce.FillOrKill)
            End(new OrderEvent.Expired(ticker.Time, "It could not be filled whole at once."), happened);
        if (!IsOver && _terms.TimeInForce == TimeInForce.ImmediateOrCancel)
            End(new OrderEvent.Cancelled(ticker.Time, "The rest could not be filled at once."), happened);
        _waits = true;
    }

    private IEnumerable<(decimal Price, decimal Quantity)> Offers(Ticker ticker, OrderBook? book) => book is null
        ? [(BestOffer(ticker), Offered ?? decimal.MaxValue)]
        : (IsBuy ? book.Asks : book.Bids).Select(l => (l.Price.Value, l.Quantity.Value));

    // Where bid and ask are told, the spread is paid already.
    private decimal BestOffer(Ticker ticker) => Dearer(IsBuy ? ticker.Ask.Value : ticker.Bid.Value, ticker.Ask == ticker.Bid ? _assumed.TakerCost : _assumed.Slippage);

    /// <summary>One price takes it all, as a market without a known book is played.</summary>
    private void TakeWhole(decimal price, DateTimeOffset at, List<OrderEvent> happened)
    {
        var quantity = Order.Spend > 0 ? Rules.FloorQuantity((Order.Spend - _spent) / price).Value : Remaining;
        if (_filled == 0 && !Rules.IsTradable(new Quantity(quantity), new Price(price)))
            End(BelowMinimum(quantity, price, at), happened);
        else
            Fill(price, quantity, at, isMaker: false, happened);
    }

    private void Take(IEnumerable<(decimal Price, decimal Quantity)> offers, DateTimeOffset at, List<OrderEvent> happened)
    {
        var wanted = new List<(decimal Price, decimal Quantity)>();
        var (open, left) = (Remaining, Order.Spend - _spent);
        foreach (var (price, offered) in offers)
        {
            var quantity = Rules.FloorQuantity(Math.Min(Order.Spend > 0 ? left / price : open, offered)).Value;
            if (quantity == 0)
                break;
            wanted.Add((price, quantity));
            (open, left) = (open - quantity, left - (quantity * price));
        }
        if (_terms.TimeInForce == TimeInForce.FillOrKill && open > 0)
        {
            End(new OrderEvent.Expired(at, "It could not be filled whole at once."), happened);
            return;
        }
        foreach (var (price, quantity) in wanted)
            Fill(price, quantity, at, isMaker: false, happened);
    }

    private OrderEvent.Rejected BelowMinimum(decimal quantity, decimal price, DateTimeOffset at) => new(
        at, $"{quantity} {Order.Market.Symbol.Base} at {price} is below the exchange's minimum ({Rules.MinQuantity} {Order.Market.Symbol.Base}, {Rules.MinNotional} {Order.Market.Symbol.Quote}).");

    /// <summary>A price with what a taker pays beyond it, on the next tick for the worse.</summary>
    private decimal Dearer(decimal price, decimal cost) => cost == 0 ? price
        : IsBuy ? Rounding.Ceiling(price * (1 + cost), Rules.TickSize)
        : Math.Max(Rounding.Floor(price * (1 - cost), Rules.TickSize), Rules.TickSize);

    private decimal FromOffer(decimal wanted) => Offered is { } offered ? Rules.FloorQuantity(Math.Min(wanted, offered)).Value : wanted;

    private void End(OrderEvent ending, List<OrderEvent> happened)
    {
        IsOver = true;
        happened.Add(ending);
    }

    private void Fill(decimal price, decimal quantity, DateTimeOffset at, bool isMaker, List<OrderEvent> happened)
    {
        if (quantity == 0)
            return;
        if (Offered is { } offered)
            Offered = offered - quantity;
        var feeAsset = FeeAssets.Of(Order.Market, Order.Side);
        var isBaseFee = feeAsset == Order.Market.Symbol.Base;
        var rate = isMaker ? Rules.MakerFee : Rules.TakerFee;
        var fee = (isBaseFee ? quantity : price * quantity) * rate;
        var fill = new Fill
        {
            OrderId = Order.Id,
            // What was filled before it names it: the same after a restart, and different for each.
            FillId = _filled == 0 ? Order.Id + "-f0" : $"{Order.Id}-f{_filled:0.##################}",
            BotId = Order.BotId,
            Market = Order.Market,
            Side = Order.Side,
            Price = new Price(price),
            Quantity = new Quantity(quantity),
            Fee = fee,
            FeeValue = isBaseFee ? fee * price : fee,
            FeeAsset = feeAsset,
            IsMaker = isMaker,
            At = at,
        };
        (_fills ??= []).Add(fill);
        _filled += quantity;
        _spent += price * quantity;
        var isWhole = Order.Spend > 0 ? Rules.FloorQuantity((Order.Spend - _spent) / price).IsZero : Remaining <= 0;
        IsOver = isWhole;
        happened.Add(isWhole ? new OrderEvent.FilledWholly(at, fill) : new OrderEvent.FilledPartly(at, fill));
    }
}
