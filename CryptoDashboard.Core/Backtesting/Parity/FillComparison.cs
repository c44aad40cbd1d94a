using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>Orders and fills of a stretch, in life and in the backtest. Orders that a candle led to, and those that were open before, have the same names in both.</summary>
internal sealed class FillComparison
{
    /// <summary>Ratios that differ by less are equal: the database rounds at eighteen digits.</summary>
    private const decimal Nothing = 0.000000001m;

    private readonly LivedDay _lived;
    private readonly BacktestResult _tried;
    private readonly Timeframe _timeframe;
    private readonly CauseFinder _causes;
    private readonly GapReckoning _gaps;
    private readonly HashSet<string> _carried;
    private readonly List<Outcome> _livedOutcomes;
    private readonly List<Outcome> _triedOutcomes;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public FillComparison(LivedDay lived, BacktestStart start, BacktestResult tried, DateTimeOffset from, Timeframe timeframe, CauseFinder causes, GapReckoning gaps)
    {
        (_lived, _tried, _timeframe, _causes, _gaps) = (lived, tried, timeframe, causes, gaps);
        _carried = start.OpenOrders.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        _livedOutcomes = Outcome.Of(lived.Orders, lived.Fills, from);
        _triedOutcomes = Outcome.Of(tried.Orders, tried.Fills, from);
    }

    /// <summary>What was filled otherwise in a candle, and when the last fill of that was.</summary>
    public (List<ParityDifference> Found, DateTimeOffset Last) InCandle(DateTimeOffset open, DateTimeOffset close)
    {
        var found = new List<ParityDifference>();
        var last = open;
        foreach (var tried in _triedOutcomes.Where(o => o.First >= open && o.First < close && !_seen.Contains(o.Order.Id)))
        {
            _seen.Add(tried.Order.Id);
            var lived = LivedOf(tried, close + _timeframe.Duration);
            if (lived is not null)
                _seen.Add(lived.Order.Id);
            var count = found.Count;
            found.AddRange(lived is null ? [NotFilled(tried)] : Compare(tried, lived));
            if (found.Count > count)
                last = Later(last, tried.Last, lived?.Last);
            else if (lived is not null && tried.Order.Purpose == TradePurpose.Entry)
                found.AddRange(LackingGuards(tried, lived));
        }
        foreach (var lived in _livedOutcomes.Where(o => o.First >= open && o.First < close && !_seen.Contains(o.Order.Id)))
        {
            _seen.Add(lived.Order.Id);
            var tried = TriedOf(lived, close + _timeframe.Duration);
            if (tried is not null)
                _seen.Add(tried.Order.Id);
            var count = found.Count;
            found.AddRange(tried is null ? [NotExpected(lived)] : Compare(tried, lived));
            if (found.Count > count)
                last = Later(last, lived.Last, tried?.Last);
        }
        return (found, last);
    }

    /// <summary>Whether an order that both made has the same size.</summary>
    public ParityDifference? Size(string? livedId, string? triedId, DateTimeOffset close)
    {
        var (lived, tried) = (_lived.Orders.FirstOrDefault(o => o.Id == livedId), _tried.Orders.FirstOrDefault(o => o.Id == triedId));
        if (tried is null)
            return null;
        if (lived is null)
            return new ParityDifference(close, ParityKind.Order, ParityCause.Unexplained, $"Its signal says that order {livedId} was made, and there is none.") { OrderId = livedId, Lived = "no order", Tried = Words(tried) };
        if (AreClose(lived.Spend, tried.Spend) && AreClose(lived.Quantity.Value, tried.Quantity.Value) && lived.Kind == tried.Kind)
            return null;
        var shared = _lived.BotAt(close).Bot.Risk.LessWhenCorrelated;
        return new ParityDifference(close, ParityKind.Order, shared ? ParityCause.Refusal : ParityCause.Unexplained, shared
            ? $"It ordered {Words(lived)}, the backtest {Words(tried)}: what other bots held made it smaller."
            : $"It ordered {Words(lived)}, the backtest {Words(tried)} from the same state.")
        {
            OrderId = lived.Id,
            Lived = Words(lived),
            Tried = Words(tried),
        };
    }

    public decimal QuantityOf(string? livedId, string? triedId) =>
        _livedOutcomes.Find(o => o.Order.Id == livedId)?.Quantity ?? _triedOutcomes.Find(o => o.Order.Id == triedId)?.Quantity ?? 0;

    public decimal? LivedPrice(string? orderId) => _livedOutcomes.Find(o => o.Order.Id == orderId)?.Price;

    public decimal? TriedPrice(string? orderId) => _triedOutcomes.Find(o => o.Order.Id == orderId)?.Price;

    /// <summary>The round trip of life that was open at a moment.</summary>
    public string? TradeAt(DateTimeOffset at) => _lived.Trades.FirstOrDefault(t => t.OpenedAt <= at && (t.ClosedAt is null || t.ClosedAt >= at))?.Id;

    private Outcome? LivedOf(Outcome tried, DateTimeOffset until) => IsNamed(tried.Order)
        ? _livedOutcomes.Find(o => o.Order.Id == tried.Order.Id)
        : _livedOutcomes.Find(o => !_seen.Contains(o.Order.Id) && !IsLedByCandle(o.Order) && o.Class == tried.Class && o.First < until && o.First > tried.First - _timeframe.Duration);

    private Outcome? TriedOf(Outcome lived, DateTimeOffset until) => IsLedByCandle(lived.Order) || _carried.Contains(lived.Order.Id)
        ? _triedOutcomes.Find(o => o.Order.Id == lived.Order.Id)
        : _triedOutcomes.Find(o => !_seen.Contains(o.Order.Id) && !IsNamed(o.Order) && o.Class == lived.Class && o.First < until && o.First > lived.First - _timeframe.Duration);

    private bool IsNamed(Order order) => _carried.Contains(order.Id) || IsLedByCandle(order);

    private static bool IsLedByCandle(Order order) => !ClientOrderId.IsCounted(order.Id);

    private IEnumerable<ParityDifference> Compare(Outcome tried, Outcome lived)
    {
        var sign = lived.Order.Side == Side.Buy ? 1 : -1;
        var trade = TradeAt(lived.First);
        var isElsewhen = Math.Abs((lived.First - tried.First).Ticks) >= _timeframe.Duration.Ticks;
        if (isElsewhen || !AreClose(lived.Price, tried.Price))
        {
            var worse = sign * ((lived.Price / tried.Price) - 1);
            yield return new ParityDifference(lived.First, ParityKind.Fill, isElsewhen ? ParityCause.Latency : ParityCause.Slippage, isElsewhen
                ? $"It {lived.Words} at {lived.First:HH:mm:ss} UTC, the backtest at {tried.Price:0.########} at {tried.First:HH:mm:ss}."
                : $"It {lived.Words}, the backtest at {tried.Price:0.########}: {Math.Abs(worse):0.000%} {(worse > 0 ? "worse" : "better")}.")
            {
                OrderId = lived.Order.Id,
                TradeId = trade,
                Lived = $"{lived.Price:0.########}",
                Tried = $"{tried.Price:0.########}",
                Gap = sign * (tried.Price - lived.Price) * lived.Quantity,
            };
        }
        if (lived.FeeRate is { } paid && tried.FeeRate is { } expected && Math.Abs(paid - expected) > Nothing)
        {
            yield return new ParityDifference(lived.First, ParityKind.Fill, ParityCause.Fee, $"The fee was {paid:0.0000%} of {lived.Value:#,0.00}, by the market's rules it is {expected:0.0000%}.")
            {
                OrderId = lived.Order.Id,
                TradeId = trade,
                Lived = $"{paid:0.0000%}",
                Tried = $"{expected:0.0000%}",
                Gap = (expected - paid) * lived.Value,
            };
        }
        if (lived.Quantity < tried.Quantity * (1 - Nothing) && lived.Order.Status != OrderStatus.Filled)
        {
            var missed = 1 - (lived.Quantity / tried.Quantity);
            yield return new ParityDifference(lived.First, ParityKind.Fill, ParityCause.PartialFill, $"{lived.Quantity:0.########} of {tried.Quantity:0.########} were filled. {lived.Order.Rejection ?? "The rest was not."}")
            {
                OrderId = lived.Order.Id,
                TradeId = trade,
                Lived = $"{lived.Quantity:0.########}",
                Tried = $"{tried.Quantity:0.########}",
                Gap = lived.Order.Side == Side.Buy ? -missed * _gaps.OfTried(tried.Order.Id) : _gaps.OfExit(tried.Quantity - lived.Quantity, null, tried.Price, lived.Last.AddTicks(1)),
            };
        }
        else if (!AreClose(lived.Quantity, tried.Quantity) && lived.Order.Spend == 0)
        {
            yield return new ParityDifference(lived.First, ParityKind.Fill, ParityCause.Unexplained, $"It {lived.Words}, the backtest {tried.Words}.") { OrderId = lived.Order.Id, TradeId = trade, Lived = lived.Words, Tried = tried.Words };
        }
    }

    /// <summary>The backtest filled it, life did not.</summary>
    private ParityDifference NotFilled(Outcome tried)
    {
        var order = IsNamed(tried.Order) ? _lived.Orders.FirstOrDefault(o => o.Id == tried.Order.Id)
            : _lived.Orders.FirstOrDefault(o => Outcome.ClassOf(o) == tried.Class && !IsLedByCandle(o) && o.PlacedAt <= tried.First && !(o.EndedAt < tried.First));
        var (cause, why) = (order, tried.Order.IsProtective) switch
        {
            (null, true) => (ParityCause.Unexplained, $"It had no {tried.Class} open then."),
            (null, false) => (ParityCause.Unexplained, "It made no such order."),
            ({ Status: OrderStatus.Rejected }, _) => (ParityCause.MissedFill, $"It was turned down: {order.Rejection}"),
            (_, true) => (ParityCause.CandleChanged, $"The stored candle reaches its {tried.Class} at {order.TriggerPrice:0.########}; the prices that came did not, or were doubted."),
            ({ EndedAt: { } end }, _) when _causes.WasStopped(end) => (ParityCause.Stopped, order.Rejection ?? "It was cancelled when the bot was stopped."),
            ({ Status: OrderStatus.Cancelled or OrderStatus.Expired }, _) => (ParityCause.MissedFill, order.Rejection ?? $"It ended {order.Status.ToString().ToLowerInvariant()}."),
            _ => (ParityCause.MissedFill, "It waits still."),
        };
        return new ParityDifference(tried.First, ParityKind.Fill, cause, $"The backtest {tried.Words}, life did not. {why}")
        {
            OrderId = order?.Id ?? tried.Order.Id,
            TradeId = tried.Order.Side == Side.Buy ? tried.Order.Id : TradeAt(tried.First),
            Lived = "not filled",
            Tried = $"{tried.Price:0.########}",
            Gap = tried.Order.Side == Side.Buy ? -_gaps.OfTried(tried.Order.Id) : _gaps.OfExit(tried.Quantity, null, tried.Price, tried.First),
        };
    }

    /// <summary>Life filled it, the backtest did not.</summary>
    private ParityDifference NotExpected(Outcome lived)
    {
        var order = lived.Order;
        var (cause, why) = order switch
        {
            _ when IsLedByCandle(order) || _carried.Contains(order.Id) => order.Kind == OrderKind.Market
                ? (ParityCause.Unexplained, "The backtest did not fill the same order.")
                : (ParityCause.CandleChanged, $"The stored candle does not reach its price {(order.LimitPrice ?? order.TriggerPrice)?.Value:0.########}."),
            { IsProtective: true } => (ParityCause.CandleChanged, $"Its {lived.Class} was met at a price that the stored candle does not reach, or not then."),
            _ when _causes.WasStopped(lived.First) => (ParityCause.Stopped, order.Reason),
            _ => (ParityCause.ByHand, order.Reason),
        };
        return new ParityDifference(lived.First, ParityKind.Fill, cause, $"It {lived.Words}, the backtest did not. {why}")
        {
            OrderId = order.Id,
            TradeId = TradeAt(lived.First),
            Lived = $"{lived.Price:0.########}",
            Tried = "not filled",
            Gap = order.Side == Side.Buy ? _gaps.OfLived(order.Id) : _gaps.OfExit(lived.Quantity, lived.Price, null, lived.First),
        };
    }

    /// <summary>A position without the stop that the backtest gives it is found here, not when it is needed.</summary>
    private IEnumerable<ParityDifference> LackingGuards(Outcome tried, Outcome lived)
    {
        var there = _lived.Orders.Where(o => o.IsProtective && o.PlacedAt >= lived.First && o.PlacedAt <= lived.Last + _timeframe.Duration).Select(Outcome.ClassOf).ToHashSet(StringComparer.Ordinal);
        foreach (var guard in _tried.Orders.Where(o => o.IsProtective && o.PlacedAt >= tried.First && o.PlacedAt <= tried.Last).DistinctBy(Outcome.ClassOf))
        {
            if (there.Contains(Outcome.ClassOf(guard)))
                continue;
            yield return new ParityDifference(lived.First, ParityKind.Order, ParityCause.Unexplained, $"What it bought was left without its {Outcome.ClassOf(guard)}, which the backtest places at once.")
            {
                OrderId = lived.Order.Id,
                TradeId = TradeAt(lived.First),
                Lived = "no guard",
                Tried = Words(guard),
            };
        }
    }

    private static string Words(Order order) => order.Spend > 0 ? $"{order.Side.ToString().ToLowerInvariant()} for {order.Spend:0.########}" : $"{order.Side.ToString().ToLowerInvariant()} {order.Quantity}{(order.TriggerPrice is { } at ? $" at {at}" : "")}";

    private static bool AreClose(decimal a, decimal b) => Math.Abs(a - b) <= Nothing * Math.Max(Math.Abs(a), Math.Abs(b));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b, DateTimeOffset? c) => new[] { a, b, c ?? a }.Max();
}
