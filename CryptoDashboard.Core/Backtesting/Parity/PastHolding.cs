using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>
/// What a bot held and had open at moments of its past: its fills booked again, one after the other, by the code that booked them first.
/// Moments may only grow.
/// </summary>
internal sealed class PastHolding
{
    private readonly LivedDay _lived;
    private readonly TradingRules _rules;
    private readonly ReadOnlyMemory<Candle> _candles;
    private readonly Timeframe _timeframe;
    private readonly Dictionary<string, Order> _ended;
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private int _next;

    public PastHolding(LivedDay lived, TradingRules rules, CandleSeries candles)
    {
        (_lived, _rules, _candles, _timeframe) = (lived, rules, candles.Candles, candles.Timeframe);
        _ended = lived.Orders.ToDictionary(o => o.Id, StringComparer.Ordinal);
        Holding = new Holding(lived.Bot.Capital, new Position { BotId = lived.Bot.Id, Market = lived.Bot.Market }, null);
    }

    public Holding Holding { get; private set; }

    /// <summary>Books the fills before a moment.</summary>
    public void Advance(DateTimeOffset to)
    {
        for (; _next < _lived.Fills.Count && _lived.Fills[_next].At < to; _next++)
            Book(_lived.Fills[_next]);
    }

    /// <summary>What it was at a moment, just before the candle that opens then.</summary>
    public BacktestStart StartAt(DateTimeOffset at, Bot bot)
    {
        Advance(at);
        var holding = Holding with { OpenTrade = Holding.OpenTrade is { } trade ? trade with { Reached = Reached(trade, at) } : null };
        var today = _lived.Signals.Where(s => s.OpenTime + _timeframe.Duration <= at).ToList();
        return new BacktestStart(bot.Id, holding, [.. _lived.Orders.Where(o => IsOpen(o, at, holding)).Select(o => AsOf(o, at))])
        {
            PeakEquity = Math.Max(_lived.PeakBefore, today.Count > 0 ? today.Max(s => s.Equity) : 0),
            DayEquity = _lived.Before?.Equity ?? (_lived.Signals.Count > 0 ? _lived.Signals[0].Equity : bot.Capital),
            Closed = [.. _lived.Trades.Where(t => t.ClosedAt < at).OrderByDescending(t => t.ClosedAt).Take(RiskProfile.KeptTrades).Select(t => new ClosedTrade(t.ClosedAt!.Value, t.ProfitRatio, t.ClosedByGuard))],
            Entries = [.. _lived.Orders.Where(o => o.Purpose == TradePurpose.Entry && o.PlacedAt <= at && at - o.PlacedAt < TimeSpan.FromHours(1)).Select(o => o.PlacedAt)],
            // Beyond all that were ever used: names of the run never meet those of life by chance.
            Numbered = _lived.Progress.Numbered,
            ByQuantity = bot.IsLive,
        };
    }

    private void Book(Fill fill)
    {
        if (!_orders.TryGetValue(fill.OrderId, out var order))
            order = _ended.TryGetValue(fill.OrderId, out var ended) ? ended.AsSent() : throw new ArgumentException($"Order {fill.OrderId} is gone while its fill {fill.FillId} is there: this day cannot be compared.");
        var final = _ended[fill.OrderId];
        var isLast = final.Status == OrderStatus.Filled && order.Filled.Value + fill.Quantity.Value >= final.Filled.Value;
        OrderEvent happened = isLast ? new OrderEvent.FilledWholly(fill.At, fill) : new OrderEvent.FilledPartly(fill.At, fill);
        if (Booking.Of(order, happened, fill, Holding, _rules, double.NaN) is not { } booked)
            return;
        _orders[fill.OrderId] = booked.Order;
        Holding = booked.Opened is { } opened
            ? booked.Holding with { OpenTrade = opened with { OpenAtr = _lived.Trades.FirstOrDefault(t => t.Id == opened.Id)?.OpenAtr ?? 0 } }
            : booked.Holding;
    }

    private decimal Reached(Trade trade, DateTimeOffset at)
    {
        var reached = trade.OpenedAt < _lived.From ? Math.Max(trade.Reached, _lived.ReachedBefore) : trade.Reached;
        foreach (ref readonly var candle in _candles.Span)
        {
            var close = candle.OpenTime + _timeframe.Duration;
            if (close > trade.OpenedAt && close <= at)
                reached = Math.Max(reached, (decimal)candle.Close);
        }
        return reached;
    }

    /// <summary>Whether an order was on its way or waiting then. A guard that is as old as the moment counts if what it guards was held before.</summary>
    private bool IsOpen(Order order, DateTimeOffset at, Holding holding)
    {
        if (order.PlacedAt > at || (order.PlacedAt == at && order.IsProtective && (holding.OpenTrade is not { } trade || order.Group != GuardPlan.GroupOf(trade))))
            return false;
        return order.EndedAt is not { } end || end > at || (end == at && _lived.Fills.Any(f => f.OrderId == order.Id && f.At >= at));
    }

    private Order AsOf(Order order, DateTimeOffset at)
    {
        var then = _orders.TryGetValue(order.Id, out var filled) ? filled : order.AsSent();
        if (order.PlacedAt < at && then.Status == OrderStatus.Sent)
            then = then.After(new OrderEvent.Accepted(order.PlacedAt));
        return then.Kind == OrderKind.TrailingStop ? Trailed(then, at) : then;
    }

    /// <summary>How far its trigger had followed the price: walked through the candles since.</summary>
    private Order Trailed(Order order, DateTimeOffset at)
    {
        var walked = new PaperOrder(order, _rules, TimeSpan.Zero);
        foreach (ref readonly var candle in _candles.Span)
        {
            if (candle.OpenTime < order.PlacedAt)
                continue;
            if (candle.OpenTime >= at)
                break;
            var open = Price.FromDouble(candle.Open);
            var happened = walked.Meet(new Ticker(order.Market, candle.OpenTime, candle.OpenTime, open, open, open), null)
                .Concat(walked.Meet(candle, candle.OpenTime + _timeframe.Duration));
            foreach (var one in happened)
            {
                if (one is not OrderEvent.Trailed)
                    return order;
                order = order.After(one);
            }
        }
        return order;
    }
}
