using System.Collections.Concurrent;
using System.Text.Json;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Strategies.Adaptive;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// One bot at work. Everything that changes it goes through one gate, one step at a time: a closed candle, news of an order, start and
/// stop. A step is decided on the state in memory, made durable, and only then becomes that state; a HOLD need not wait for its commit,
/// since the journal keeps later steps only together with it. When the journal fails, the state is read anew and the step decided again.
/// </summary>
internal sealed partial class BotRunner : IDisposable
{
    private const int AtrLength = 14;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly JournalLane _lane = new();
    private readonly Dictionary<long, DateTimeOffset> _knownAt = [];
    private readonly BotParts _parts;
    private readonly BotEvents _told;
    private readonly int _id;
    private int _epoch = -1;
    private Bot _bot;
    private BotProgress _progress;
    private Holding _holding;
    private readonly ConcurrentQueue<OrderReport> _inbox = new();
    // Read by pages and by the chores while a step changes it.
    private ConcurrentDictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private Dictionary<string, Dictionary<string, Fill>> _fills = [];
    private List<Trade> _lastTrades = [];
    // Replaced and never changed: pages count in it while a step adds to it.
    private IReadOnlyList<DateTimeOffset> _entries = [];
    private RiskProfile _risk = RiskProfile.Default;
    private IStrategy? _strategy;
    private Atr _atr = new(AtrLength);
    private long _equityHour = -1;

    public BotRunner(BotSnapshot snapshot, BotParts parts)
    {
        (_parts, _told) = (parts, new BotEvents(parts.Time));
        _id = snapshot.Bot.Id;
        (_bot, _progress, _holding) = (snapshot.Bot, snapshot.Progress, default!);
        Adopt(snapshot);
        parts.Stakes.CountOrders(_id, () => _bot, CountOpen);
    }

    public Bot Bot => _bot;

    public bool IsRunning => _bot.Status == BotStatus.Running;

    /// <summary>The newest state in memory, for pages that show a bot between two events.</summary>
    public (BotProgress Progress, Holding Holding) State => (_progress, _holding);

    /// <summary>Its orders that are not over, newest state.</summary>
    public IReadOnlyCollection<Order> OpenOrders => [.. _orders.Values];

    /// <summary>How many entries it sent within the last hour of its market.</summary>
    public int EntriesThisHour => EntriesAt(NowAt(_bot.Market));

    /// <summary>Whether it knows an order that is not over.</summary>
    public bool HasOpen(string orderId) => _orders.ContainsKey(orderId);

    private IExchange Venue => _bot.IsLive ? _parts.Venues.Live : _parts.Venues.Paper;

    public void Dispose() => _gate.Dispose();

    /// <summary>Feeds the strategy what it was fed before, and places open orders again. The stored state was read a moment ago, before anything ran.</summary>
    public Task TakeUp(CancellationToken cancel)
    {
        var isRead = _epoch < 0;
        return Exclusively(
            async stop =>
            {
                if (!isRead)
                {
                    await EnsureFresh(stop);
                    return;
                }
                isRead = false;
                await Resume(_lane.Epoch, stop);
            },
            cancel);
    }

    /// <summary>Handles a closed candle and, before it, those between it and the last handled one. A candle handled before is ignored.</summary>
    public Task Handle(ClosedCandle closed, CancellationToken cancel) => Exclusively(
        async stop =>
        {
            if (!IsRunning || closed.Candle.OpenTime <= _progress.LastHandled)
                return;
            _knownAt[closed.Candle.OpenMs] = closed.KnownAt;
            await EnsureFresh(stop);
            await BookInbox(stop);
            if (closed.Candle.OpenTime <= _progress.LastHandled)
                return;
            await HandleMissed(closed, stop);
            if (!IsRunning)
                return;
            await Decide(closed, stop);
            await StopWhenLeft(closed.CloseTime, stop);
        },
        cancel);

    /// <summary>Leaves news of an order for the next step, whichever that is: a candle is decided on with every fill before it booked.</summary>
    public void Leave(OrderReport report) => _inbox.Enqueue(report);

    /// <summary>Books what was left; news of an order that is over or of another life is ignored.</summary>
    public Task BookReports(CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            await BookInbox(stop);
        },
        cancel);

    public Task Start(CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            if (IsRunning)
                return;
            if (_bot is { Mode: BotMode.Live, IsDryRun: false, ArmedAt: null })
                throw new ArgumentException("This bot trades real money and is not armed. An Admin arms it with the PIN, then it can be started.");
            await _parts.Recorder.Flush(stop);
            var strategy = _bot.MakeStrategy();
            var warmUp = await _parts.Candles.ReadLast(_bot.Market, _bot.Timeframe, strategy.Memory, DateTimeOffset.MaxValue, stop);
            var progress = _progress with
            {
                FedFrom = warmUp.Count > 0 ? warmUp[0].OpenTime : null,
                LastHandled = warmUp.Count > 0 ? warmUp[^1].OpenTime : null,
                // A drawdown that stopped entries was seen by the person who starts it again.
                PeakEquity = _progress.Equity,
            };
            // Whoever starts it wants it to trade: what it left before is over.
            _bot = _bot with { LeavesAt = null, LeavesBecause = null };
            await ChangeStatus(BotStatus.Running, null, progress, "bot-started", $"{_bot.Name} started on {_bot.Market} {_bot.Timeframe}.", stop);
            _atr = new Atr(AtrLength);
            foreach (var candle in warmUp)
            {
                strategy.Next(candle);
                _atr.Update(candle);
            }
            _strategy = strategy;
            await Guard(stop);
        },
        cancel);

    public Task Stop(StopChoice choice, CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            await BookInbox(stop);
            if (_bot.Status != BotStatus.Stopped)
                await ChangeStatus(BotStatus.Stopped, null, _progress, "bot-stopped", $"{_bot.Name} stopped.", stop);
            if (choice == StopChoice.Leave)
                return;
            if (choice == StopChoice.Close)
                await LeavePlans(stop);
            await CancelAll(o => choice == StopChoice.Close || !o.IsProtective, "The bot was stopped.", stop);
            if (choice == StopChoice.Close)
                await Flatten("The bot was stopped and its position closed.", stop);
        },
        cancel);

    public Task Halt(string reason, CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await AdoptStored(stop);
            await ChangeStatus(BotStatus.Halted, reason, _progress, "bot-halted", $"{_bot.Name} halted: {reason}", stop);
        },
        cancel);

    private async Task Exclusively(Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            for (var refusals = 0; ;)
            {
                try
                {
                    await step(cancel);
                    if (!_plans.IsEmpty || !_touches.IsEmpty)
                        await WorkPlans(cancel);
                    return;
                }
                catch (Exception exception) when (!cancel.IsCancellationRequested && IsWorthAnotherTry(exception, ref refusals))
                {
                    _epoch = -1;
                    _parts.Logger.LogWarning("Bot {Bot} waits for the database: {Reason}", _id, exception.Message);
                    await Task.Delay(RetryAfter, _parts.Time, cancel);
                }
            }
        }
        finally
        {
            foreach (var handled in _seenByPlans)
                handled.Dispose();
            _seenByPlans.Clear();
            _gate.Release();
        }
    }

    // An outage is waited out, however long. A refusal may come from a step that was kept after all, which reading anew mends once.
    private static bool IsWorthAnotherTry(Exception exception, ref int refusals) =>
        exception is JournalFault { IsRefusal: true } ? ++refusals < 3 : exception is JournalFault || JournalFault.IsOutage(exception);

    private async Task EnsureFresh(CancellationToken cancel)
    {
        if (_epoch == _lane.Epoch)
            return;
        await AdoptStored(cancel);
        await Resume(_epoch, cancel);
    }

    private async Task Resume(int adopted, CancellationToken cancel)
    {
        // Until the strategy is rebuilt and the orders are taken up, an error must lead back here.
        _epoch = -1;
        _strategy = IsRunning ? await Rebuild(cancel) : null;
        _epoch = adopted;
        if (_risk.MaxTradesPerHour is not null)
            _entries = await _parts.Store.EntriesSince(_id, (_progress.LastHandled is { } last && last < NowAt(_bot.Market) ? last : NowAt(_bot.Market)) - Hour, cancel);
        await TakeUpOrders(cancel);
    }

    private async Task AdoptStored(CancellationToken cancel)
    {
        var epoch = _lane.Epoch;
        if (await _parts.Store.Load(_id, cancel) is not { } snapshot)
            throw new KeyNotFoundException($"Bot {_id} is gone; it was deleted.");
        Adopt(snapshot);
        (_epoch, _equityHour) = (epoch, -1);
    }

    private void Adopt(BotSnapshot snapshot)
    {
        _bot = snapshot.Bot;
        _progress = snapshot.Progress;
        _holding = new Holding(snapshot.Progress.Cash, snapshot.Position, snapshot.OpenTrade);
        _orders = new ConcurrentDictionary<string, Order>(snapshot.OpenOrders.Select(o => KeyValuePair.Create(o.Id, o)), StringComparer.Ordinal);
        _fills = snapshot.Fills.GroupBy(f => f.OrderId).ToDictionary(g => g.Key, g => g.ToDictionary(f => f.FillId));
        _plans = new ConcurrentDictionary<int, TradePlan>(snapshot.Plans.Select(p => KeyValuePair.Create(p.Number, p)));
        _lastTrades = [.. snapshot.LastTrades];
        _risk = snapshot.Bot.Risk;
        NoteStake(_progress.LastClose);
    }

    private void NoteStake(decimal lastPrice) => _parts.Stakes.Note(_bot, _holding.Cash, _holding.Position.Quantity, lastPrice);

    private async Task<IStrategy> Rebuild(CancellationToken cancel)
    {
        var strategy = _bot.MakeStrategy();
        if (_progress is not { FedFrom: { } from, LastHandled: { } last })
            return strategy;
        await _parts.Recorder.Flush(cancel);
        _atr = new Atr(AtrLength);
        await foreach (var candle in _parts.Candles.Read(_bot.Market, _bot.Timeframe, from, last.AddMilliseconds(1), cancel))
        {
            strategy.Next(candle);
            _atr.Update(candle);
        }
        return strategy;
    }

    private async Task HandleMissed(ClosedCandle closed, CancellationToken cancel)
    {
        if (_progress.LastHandled is not { } last || closed.Candle.OpenTime - last <= _bot.Timeframe.Duration)
            return;
        await _parts.Recorder.Flush(cancel);
        await foreach (var missed in _parts.Candles.Read(_bot.Market, _bot.Timeframe, last.AddMilliseconds(1), closed.Candle.OpenTime, cancel))
        {
            var knownAt = _knownAt.TryGetValue(missed.OpenMs, out var announced) ? announced : closed.KnownAt;
            await Decide(new ClosedCandle(_bot.Market, _bot.Timeframe, missed, knownAt), cancel);
            await StopWhenLeft(missed.OpenTime + _bot.Timeframe.Duration, cancel);
            if (!IsRunning)
                return;
        }
    }

    private IEnumerable<DomainEvent> EventsOf(SignalRecord signal, IStrategy strategy, int? thresholdsBefore)
    {
        if (signal.Action != SignalAction.Hold)
            yield return _told.OfSignal(_bot, signal);
        if (strategy is AdaptiveStrategy adaptive && adaptive.Version != thresholdsBefore)
            yield return _told.OfThresholds(_bot, adaptive.Learnt);
    }

    private async Task Decide(ClosedCandle closed, CancellationToken cancel)
    {
        var strategy = _strategy ??= _bot.MakeStrategy();
        var candle = closed.Candle;
        var version = (strategy as AdaptiveStrategy)?.Version;
        var signal = strategy.Next(candle);
        _atr.Update(candle);
        var close = Price.FromDouble(candle.Close);
        var (exposure, decision) = DecideOn(signal, close, closed.CloseTime, closed.IsLate);
        var reason = strategy.Explain();
        var order = decision.Trade is null ? null
            : Order.From(decision.Trade, ClientOrderId.Of(_id, _bot.Timeframe, candle.OpenTime, leg: 0), _id, candle.OpenTime, closed.CloseTime, reason, _bot.Account);
        var progress = Progressed(closed, exposure.Equity);
        var record = new SignalRecord
        {
            BotId = _id,
            OpenTime = candle.OpenTime,
            Market = _bot.Market,
            Timeframe = _bot.Timeframe,
            Action = signal.Action,
            Confidence = signal.Confidence,
            Strength = signal.Strength,
            Reason = reason,
            Indicators = ToJson(strategy.Values()),
            Close = candle.Close,
            Equity = exposure.Equity,
            Late = closed.IsLate,
            Fate = decision.Fate,
            FateReason = decision.Refusal?.Sentence ?? decision.Note,
            RefusalCode = decision.Refusal?.Code,
            OrderId = order?.Id,
        };
        var reached = _holding.OpenTrade is { } trade && close.Value > trade.Reached ? trade with { Reached = close.Value } : null;
        var entry = new JournalEntry
        {
            Progress = progress,
            Signal = record,
            Equity = EquityAtNewHour(closed.CloseTime, exposure.Equity),
            NewOrders = order is null ? [] : [order],
            ChangedTrade = reached,
            Events = [.. EventsOf(record, strategy, version)],
        };
        if (order is null)
            await _parts.Journal.Post(_lane, _epoch, entry, cancel);
        else
            await _parts.Journal.Commit(_lane, _epoch, entry, cancel);
        _progress = progress;
        if (reached is not null)
            _holding = _holding with { OpenTrade = reached };
        NoteStake(close.Value);
        if (order is not null)
        {
            Add(order);
            _knownAt.Clear();
            NoteWish(order);
            await Send(order, cancel);
            // Its guards were taken away for a sale: if that was turned down they are needed at once.
            if (_refusedSales is not null)
                await Guard(cancel);
        }
        else if (await LeaveAgain(signal.Action, cancel))
        {
            return;
        }
        else if (!_holding.Position.Quantity.IsZero && !_risk.Stops.IsEmpty)
        {
            await GuardAtClose(closed, cancel);
        }
        if (_knownAt.Count > 10_000)
            _knownAt.Clear();
    }

    /// <summary>The progress with the day (UTC) that a moment belongs to.</summary>
    /// <param name="equity">What the day begins with, where it is a new one.</param>
    private BotProgress Rolled(DateTimeOffset at, decimal equity)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return _progress.Day == day ? _progress : _progress with { Day = day, DayEquity = equity };
    }

    private BotProgress Progressed(ClosedCandle closed, decimal equity)
    {
        return Rolled(closed.CloseTime, equity) with
        {
            FedFrom = _progress.FedFrom ?? closed.Candle.OpenTime,
            LastHandled = closed.Candle.OpenTime,
            LastClose = (decimal)closed.Candle.Close,
            Equity = equity,
            PeakEquity = Math.Max(_progress.PeakEquity, equity),
        };
    }

    /// <summary>The decision on a signal, with what was at stake.</summary>
    private (Exposure Exposure, Decision Decision) DecideOn(Signal signal, Price price, DateTimeOffset now, bool isLate) => _parts.Stakes.Judge(
        _id,
        _risk,
        () =>
        {
            var exposure = ExposureAt(price, now);
            return (exposure, DecisionMaker.Decide(_bot.Market, _risk, signal, price, isLate, exposure, _parts.RulesOf(_bot.Market), _parts.Consensus.Judge(_bot.Market, price), _bot.IsLive));
        },
        static judged => judged.Item2.Trade);

    /// <summary>The gate's answer to a request that no signal led to.</summary>
    /// <param name="see">Changes what the gate is shown, where some of it is looked after elsewhere.</param>
    private RiskVerdict Ask(TradeRequest request, DateTimeOffset now, Func<Exposure, Exposure>? see = null) => _parts.Stakes.Judge(
        _id,
        _risk,
        () =>
        {
            var exposure = ExposureAt(request.ReferencePrice, now) with { PriceAge = PriceAge(now) };
            return RiskGate.Check(request, see?.Invoke(exposure) ?? exposure, _risk, _parts.RulesOf(_bot.Market));
        },
        static verdict => verdict.Approved);

    /// <summary>How long ago the market was last heard of: where nobody trades the price stands still, and its book and its closed minutes confirm it.</summary>
    private TimeSpan? PriceAge(DateTimeOffset now)
    {
        if (!_parts.Hub.TryGet(_bot.Market, out var market) || market.Ticker is not { } ticker)
            return null;
        var confirmed = market.Book is { } book && book.Time > ticker.Time ? book.Time : ticker.Time;
        var closed = market.LastClosed(Timeframe.M1) is { } minute ? minute.OpenTime + Timeframe.M1.Duration : confirmed;
        return now - (closed > confirmed ? closed : confirmed);
    }

    /// <summary>An order that was made durable counts from here on.</summary>
    private void Add(Order order)
    {
        _orders[order.Id] = order;
        _parts.Stakes.Ordered(_id);
    }

    private Exposure ExposureAt(Price price, DateTimeOffset now)
    {
        var (value, resting, cash, quantity) = Exposures.Bound(_orders.Values);
        var equity = _holding.Equity(price);
        var (openOrders, openStops) = _parts.Stakes.OrdersBeside(_bot);
        return new Exposure(equity, _holding.Cash, _holding.Position.Quantity, value)
        {
            RestingValue = resting,
            BoundCash = cash,
            BoundQuantity = quantity + Reserved,
            Now = now,
            OpenOrders = openOrders,
            OpenStops = openStops,
            LastPrice = _parts.Hub.TryGet(_bot.Market, out var market) ? market.Ticker?.Last.Value : null,
            Atr = double.IsFinite(_atr.Value) ? (decimal)_atr.Value : 0,
            PeakEquity = Math.Max(_progress.PeakEquity, equity),
            DayEquity = _progress.Day == DateOnly.FromDateTime(now.UtcDateTime) ? _progress.DayEquity : equity,
            EntriesThisHour = EntriesAt(now),
            Closed = [.. _lastTrades.Select(t => new ClosedTrade(t.ClosedAt!.Value, t.ProfitRatio, t.ClosedByGuard))],
            Desk = _parts.Stakes.SeenFrom(_bot, _risk.LessWhenCorrelated),
            ArmedLimit = _bot.IsLive ? _bot.ArmedLimit : null,
            Blocked = now > _bot.LeavesAt ? Bot.LeavingSentence(_bot.LeavesBecause) : _parts.Blocks.SentenceFor(_bot.Market),
        };
    }

    private int EntriesAt(DateTimeOffset now) => _entries.Count(at => now - at < Hour);

    private OpenOrders CountOpen()
    {
        var (open, stops, buying) = (0, 0, 0m);
        // Not by Values, which would copy them under all locks.
        foreach (var (_, order) in _orders)
        {
            if (order.Side == Side.Buy)
                buying += order.OpenValue;
            if (order is not { IsHeldHere: false, Status: not OrderStatus.Held, Kind: not OrderKind.Market })
                continue;
            open++;
            stops += order.IsAsleep ? 1 : 0;
        }
        return new OpenOrders(open, stops, buying);
    }

    private async Task ChangeStatus(BotStatus status, string? reason, BotProgress progress, string kind, string text, CancellationToken cancel)
    {
        var bot = _bot with { Status = status, StatusReason = reason, StatusChangedAt = _parts.Time.GetUtcNow() };
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = progress, Bot = bot, Events = [_told.OfBot(bot, kind, text)] }, cancel);
        (_bot, _progress) = (bot, progress);
    }

    private EquityPoint? EquityAtNewHour(DateTimeOffset at, decimal equity)
    {
        var hour = at.ToUnixTimeSeconds() / 3600;
        if (hour == _equityHour)
            return null;
        _equityHour = hour;
        return new EquityPoint { BotId = _id, At = at, Equity = equity };
    }

    private static string ToJson(IReadOnlyList<IndicatorValue> values)
    {
        var known = new Dictionary<string, double>(values.Count);
        foreach (var value in values)
        {
            if (double.IsFinite(value.Value))
                known[value.Name] = Math.Round(value.Value, 6);
        }
        return JsonSerializer.Serialize(known);
    }
}
