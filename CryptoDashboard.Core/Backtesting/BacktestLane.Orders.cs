using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>What becomes of the bot's orders: met by candles, booked, guarded.</summary>
internal sealed partial class BacktestLane
{
    private readonly PaperDesk _desk = new();
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly Func<PaperOrder, IReadOnlyList<OrderEvent>> _meetAtOpen;
    private readonly Func<PaperOrder, IReadOnlyList<OrderEvent>> _meetOpened;
    private readonly Func<PaperOrder, IReadOnlyList<OrderEvent>> _meetCandle;
    private readonly Action<Order, OrderEvent> _told;
    private Holding _holding;
    private Candle _bar;
    private Ticker? _opening;
    private long _barMs;
    private DateTimeOffset _now;
    private int _numbered;
    private bool _guardsLack;
    private bool _hasMarketOrders;

    /// <summary>The open orders meet a candle, or the shorter ones it is made of where they are known.</summary>
    private void Meet(in Candle candle)
    {
        var finer = _finer.Span;
        if (finer.IsEmpty)
        {
            MeetBar(candle, _candleMs);
            return;
        }
        var end = candle.OpenMs + _candleMs;
        while (_finerNext < finer.Length && finer[_finerNext].OpenMs < candle.OpenMs)
            _finerNext++;
        if (_finerNext == finer.Length || finer[_finerNext].OpenMs >= end)
        {
            MeetBar(candle, _candleMs);
            return;
        }
        for (; _finerNext < finer.Length && finer[_finerNext].OpenMs < end && !_desk.IsEmpty; _finerNext++)
        {
            var length = (_finerNext + 1 < finer.Length ? Math.Min(finer[_finerNext + 1].OpenMs, end) : end) - finer[_finerNext].OpenMs;
            MeetBar(finer[_finerNext], Math.Min(length, _candleMs));
        }
    }

    private void MeetBar(in Candle bar, long lengthMs)
    {
        (_bar, _barMs, _opening) = (bar, lengthMs, null);
        if (_hasMarketOrders)
        {
            _now = bar.OpenTime;
            _desk.Look(_rules, _meetAtOpen, _told);
        }
        if (_desk.IsEmpty || _desk.IsUntouchedBy(bar))
            return;
        if (_isGuarded && _desk.CountTouchedBy(bar) > 1)
            Record.Ambiguous++;
        _now = DateTimeOffset.FromUnixTimeMilliseconds(bar.OpenMs + lengthMs);
        _desk.Look(_rules, _meetOpened, _told);
        if (!_desk.IsEmpty)
            _desk.Look(_rules, _meetCandle, _told);
    }

    private void MeetAtClose(in Candle candle)
    {
        _bar = candle with { Open = candle.Close, High = candle.Close, Low = candle.Close, OpenMs = candle.OpenMs + _candleMs };
        (_barMs, _opening) = (1, null);
        _desk.Look(_rules, _meetAtOpen, _told);
    }

    private IReadOnlyList<OrderEvent> MeetAtOpen(PaperOrder order) => order.Order.Kind == OrderKind.Market ? order.Meet(OpeningFor(order), null) : [];

    private IReadOnlyList<OrderEvent> MeetOpened(PaperOrder order) => order.Order.Kind == OrderKind.Market ? [] : order.Meet(OpeningFor(order), null);

    private IReadOnlyList<OrderEvent> MeetCandle(PaperOrder order) => order.Meet(_bar, DateTimeOffset.FromUnixTimeMilliseconds(_bar.OpenMs + _barMs));

    /// <summary>
    /// The first price an order can be met by. One that is on its way at the open arrives inside the candle, at a price that has moved
    /// against it by as much of the way to the candle's end as the time that has passed.
    /// </summary>
    private Ticker OpeningFor(PaperOrder order)
    {
        if (_fills.VolumeShare is { } share)
            order.Offered = (decimal)_bar.Volume * share;
        var arrives = order.LiveAt.ToUnixTimeMilliseconds() - _bar.OpenMs;
        if (arrives <= 0 || arrives >= _barMs)
            return _opening ??= TickerAt(_bar.OpenTime, Price.FromDouble(_bar.Open));
        var worst = order.Order.Side == Side.Buy ? _bar.High : _bar.Low;
        return TickerAt(order.LiveAt, _rules.RoundPrice((decimal)(_bar.Open + ((worst - _bar.Open) * arrives / _barMs))));
    }

    private Ticker TickerAt(DateTimeOffset at, Price price) => new(_bot.Market, at, at, price, price, price);

    private void Send(Order order)
    {
        if (_isGuarded && order is { Purpose: TradePurpose.Exit, IsProtective: false })
            CancelAll(o => o.Purpose == TradePurpose.Exit && o.IsProtective, "The position is being sold.");
        if (order.Purpose == TradePurpose.Entry && _risk.MaxTradesPerHour is not null)
            _entries.Add(order.PlacedAt);
        Place(order);
    }

    private void Place(Order order)
    {
        Record.CountOrder();
        var sent = order.After(new OrderEvent.Sent(order.PlacedAt));
        var paper = new PaperOrder(sent, _rules, _latency, _fills);
        _orders[order.Id] = sent;
        _desk.Place(paper);
        _hasMarketOrders |= order.Kind == OrderKind.Market;
    }

    private void Told(Order told, OrderEvent happened)
    {
        if (_orders.TryGetValue(told.Id, out var order))
            Book(order, happened);
    }

    private void Book(Order order, OrderEvent happened)
    {
        var fill = happened.TellsOf is { } raw ? Booking.Valued(raw) : null;
        if (_movesGuards && fill is not null && _holding.OpenTrade is { } before)
            _holding = _holding with { OpenTrade = before with { Reached = Reached(before) } };
        if (Booking.Of(order, happened, fill, _holding, _rules, _usesAtr ? _atr.Value : double.NaN) is not { } booked)
            return;
        _holding = booked.Holding;
        if (booked.Order.Status.IsFinal())
        {
            _orders.Remove(order.Id);
            Record.Ended(booked.Order);
            _hasMarketOrders = _hasMarketOrders && HasMarketOrders();
        }
        else
        {
            _orders[order.Id] = booked.Order;
        }
        if (fill is not null)
            AfterFill(fill, booked);
        else if (booked.Order.Status.IsFinal())
            _guardsLack = true;
    }

    private bool HasMarketOrders()
    {
        foreach (var order in _orders.Values)
        {
            if (order.Kind == OrderKind.Market)
                return true;
        }
        return false;
    }

    private void AfterFill(Fill fill, Booking booked)
    {
        Record.Note(fill);
        var held = booked.Holding.Position.Quantity.Value;
        (_cash, _held) = ((double)booked.Holding.Cash, (double)held);
        if (booked.Opened is not null)
            (_lowest, _highest, _reached) = ((double)fill.Price.Value, (double)fill.Price.Value, (double)fill.Price.Value);
        if (booked.Closed is { } closed)
        {
            var (worst, best) = Excursions(closed);
            Record.Finished(closed, worst, best);
            if (_looksBack)
                Remember(closed);
        }
        if (!_isGuarded)
            return;
        if (_holding.OpenTrade is null)
            CancelAll(o => o.IsProtective, "The position is closed.");
        else
            Guard();
    }

    private (double Worst, double Best) Excursions(Trade trade)
    {
        var entry = (double)(trade.EntryPrice ?? 0);
        var exit = trade.ExitPrice is { } price ? (double)price : entry;
        return entry == 0 ? (0, 0) : ((Math.Min(_lowest, exit) / entry) - 1, (Math.Max(_highest, exit) / entry) - 1);
    }

    private decimal Reached(Trade trade) => Math.Max(trade.Reached, (decimal)_reached);

    private void Remember(Trade closed)
    {
        _closed.Insert(0, new ClosedTrade(closed.ClosedAt!.Value, closed.ProfitRatio, closed.ClosedByGuard));
        if (_closed.Count > RiskProfile.KeptTrades)
            _closed.RemoveAt(RiskProfile.KeptTrades);
    }

    private void CancelAll(Func<Order, bool> which, string reason)
    {
        foreach (var order in _orders.Values.Where(which).ToList())
            Cancel(order, reason);
    }

    private void Cancel(Order order, string reason)
    {
        _desk.Cancel(order.Id, _now);
        Book(order, new OrderEvent.Cancelled(_now, reason));
    }

    private void GuardAtClose(in Candle candle)
    {
        if (_holding.OpenTrade is not { } trade)
            return;
        _now = DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenMs + _candleMs);
        if (_risk.Stops.MaxHours is { } hours && _now - trade.OpenedAt >= TimeSpan.FromHours(hours) && !_orders.Values.Any(o => o is { Purpose: TradePurpose.Exit, IsProtective: false }))
        {
            CancelAll(o => o.IsProtective, "The position is being sold.");
            Flatten(Price.FromDouble(candle.Close), $"It was held for {hours:0.##} hours.");
            return;
        }
        Guard();
    }

    private void Guard()
    {
        if (_holding.OpenTrade is not { EntryPrice: { } entry } open || _orders.Values.Any(o => o is { Purpose: TradePurpose.Exit, IsProtective: false }))
            return;
        _guardsLack = false;
        var trade = open with { Reached = Reached(open) };
        var quantity = _rules.FloorQuantity(_holding.Position.Quantity.Value);
        var wanted = GuardPlan.Wanted(_risk.Stops, entry, trade, _rules, static _ => false);
        foreach (var guard in _orders.Values.Where(o => o.IsProtective).ToList())
        {
            if (!GuardPlan.IsWanted(wanted, guard, quantity))
                Cancel(guard, "It is replaced.");
        }
        foreach (var terms in wanted)
        {
            if (_orders.Values.Any(o => o.IsProtective && o.Kind == terms.Kind))
                continue;
            var reference = _opening?.Last ?? Price.FromDouble(LastClose);
            var request = new TradeRequest(_bot.Market, Side.Sell, TradePurpose.Exit, reference, Late: false) { Terms = terms, Quantity = quantity };
            if (RiskGate.Check(request, ExposureAt(reference, _now) with { OpenOrderValue = 0, BoundQuantity = 0 }, _risk, _rules).Approved is { } approved)
                Place(Intend(approved, GuardPlan.Why(terms), GuardPlan.GroupOf(trade), isProtective: true));
        }
        _guardsLack = false;
    }

    private void Flatten(Price price, string reason)
    {
        if (_rules.FloorQuantity(_holding.Position.Quantity.Value).IsZero)
            return;
        var exit = new TradeRequest(_bot.Market, Side.Sell, TradePurpose.Exit, price, Late: false);
        if (RiskGate.Check(exit, ExposureAt(price, _now), _risk, _rules).Approved is { } trade)
            Send(Intend(trade, reason, null, isProtective: false));
    }

    private Order Intend(ApprovedTrade trade, string reason, string? group, bool isProtective) =>
        Order.From(trade, ClientOrderId.Of(_id, ++_numbered), _id, _now, _now, reason, Order.PaperAccount, group, isProtective);
}
