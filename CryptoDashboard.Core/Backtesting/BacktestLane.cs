using System.Runtime.CompilerServices;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies;
using CryptoDashboard.Core.Universes;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// One bot on stored candles. Each candle meets the open orders, then the strategy, then <see cref="DecisionMaker"/> with the risk gate:
/// what <c>BotRunner</c> does, with the same parts, on a clock made of candles. A HOLD with nothing to guard costs the strategy and a few
/// comparisons.
/// </summary>
internal sealed partial class BacktestLane
{
    private const string Unsaid = "The strategy said so.";
    private const int AtrLength = 14;

    private readonly BacktestBot _bot;
    private readonly int _id;
    private readonly ReadOnlyMemory<Candle> _candles;
    private readonly ReadOnlyMemory<Candle> _finer;
    private readonly BacktestSettings _settings;
    private readonly FillAssumptions _fills;
    private readonly TimeSpan _latency;
    private readonly Func<BacktestLane, DeskExposure?> _seeDesk;
    private readonly RiskProfile _risk;
    private readonly TradingRules _rules;
    private readonly long _candleMs;
    private readonly bool _usesAtr;
    private readonly bool _isGuarded;
    private readonly bool _movesGuards;
    private readonly bool _looksBack;
    private readonly bool _tellsAll;
    private readonly List<ClosedTrade> _closed = [];
    private readonly List<DateTimeOffset> _entries = [];

    private IStrategy _strategy;
    private Atr _atr = new(AtrLength);
    private int _next;
    private int _finerNext;
    private decimal _dayEquity;
    private long _day = -1;
    private double _cash;
    private double _held;
    private double _lowest;
    private double _highest;
    private double _reached;
    private double _deepest;

    /// <param name="first">Index of the first candle that is traded; those before it warm the strategy up.</param>
    /// <param name="end">Index after the last one.</param>
    /// <param name="finer">Shorter candles of the same stretch, by which orders are met where there are any.</param>
    public BacktestLane(
        BacktestBot bot, int id, ReadOnlyMemory<Candle> candles, int first, int end, ReadOnlyMemory<Candle> finer, BacktestSettings settings, Func<BacktestLane, DeskExposure?> seeDesk)
    {
        (_bot, _id, _candles, _finer, _settings, _seeDesk) = (bot, bot.Start?.BotId ?? id, candles[..end], finer, settings, seeDesk);
        _fills = bot.Fills ?? settings.Fills;
        _latency = TimeSpan.FromMilliseconds(_fills.LatencyMs);
        (_risk, _rules, _strategy) = (bot.Risk, bot.Rules, bot.MakeStrategy());
        _candleMs = bot.Timeframe.Milliseconds;
        _isGuarded = !_risk.Stops.IsEmpty;
        _movesGuards = _risk.Stops is { BreakEven: not null } or { MaxHours: not null };
        _usesAtr = _risk.Sizing == SizingKind.Volatility || _risk.Stops.AtrStop is not null;
        _looksBack = _risk.CoolDownMinutes > 0 || _risk.StopGuardLosses is not null || _risk.LowProfit is not null || _risk.Sizing == SizingKind.Kelly;
        _tellsAll = settings.KeepsDetails || _risk.MaxDailyLoss is not null;
        Record = new LaneRecord(settings.KeepsDetails);
        _holding = new Holding(bot.Capital, new Position { BotId = id, Market = bot.Market }, null);
        (_cash, Peak) = ((double)bot.Capital, (double)bot.Capital);
        _dayEquity = bot.Capital;
        (_meetAtOpen, _meetOpened, _meetCandle, _told) = (MeetAtOpen, MeetOpened, MeetCandle, Told);
        WarmUp(first);
        First = first;
        if (first < end)
            Record.Begin(_candles.Span[first].OpenMs, (double)(bot.Start?.DayEquity ?? bot.Capital), _candles.Span[first].Open);
        if (bot.Start is { } start && first < end)
            Begin(start);
    }

    public BacktestBot Bot => _bot;

    public LaneRecord Record { get; }

    /// <summary>Index of the first candle that is traded.</summary>
    public int First { get; }

    public int Traded => _next - First - _skipped;

    public int ToTrade => _candles.Length - First - _skipped;

    /// <summary>When the next candle closes; the end of time when there is none, or it waits to be let in.</summary>
    public long NextClose => _next < _candles.Length && Membership != Membership.Out ? _candles.Span[_next].OpenMs + _candleMs : long.MaxValue;

    /// <summary>When the last candle closed; 0 before the first.</summary>
    public long LastCloseMs => _next > 0 ? _candles.Span[_next - 1].OpenMs + _candleMs : 0;

    public double LastClose => _next > 0 ? _candles.Span[_next - 1].Close : 0;

    public double Equity => _cash + (_held * LastClose);

    /// <summary>The highest equity so far, by closes.</summary>
    public double Peak { get; private set; }

    public double DeepestFall => _deepest;

    public Holding Holding => _holding;

    /// <summary>Goes on candle by candle, at least one, while they close before this moment, and for so many at most.</summary>
    /// <returns>Whether it stopped, being flat after it had to leave.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Run(long before, int most)
    {
        var span = _candles.Span;
        var until = Math.Min(_next + most, span.Length);
        do
        {
            ref readonly var candle = ref span[_next];
            if (Record.IsNewDay(candle.OpenMs) && _next > First)
                Record.EndDay(span[_next - 1].OpenMs + _candleMs, candle.OpenMs, Equity, span[_next - 1].Close);
            _next++;
            Step(candle);
            if (_leavesMs != long.MaxValue && StopsNow())
                return true;
        }
        while (_next < until && span[_next].OpenMs + _candleMs < before);
        return false;
    }

    /// <summary>Closes the books: the last day, and what is open valued at the last close.</summary>
    public void End()
    {
        if (Traded > 0)
            Record.EndDay(_candles.Span[_next - 1].OpenMs + _candleMs, long.MaxValue / 2, Equity, LastClose);
        foreach (var order in _orders.Values)
            Record.Ended(order);
    }

    /// <summary>The trade that is open still, its profit valued at the last close.</summary>
    public (Trade Trade, double Worst, double Best)? OpenTrade()
    {
        if (_holding.OpenTrade is not { } trade)
            return null;
        var (worst, best) = Excursions(trade);
        return (trade with { Profit = trade.Profit + _holding.Position.Unrealised(Price.FromDouble(LastClose)), Reached = Reached(trade) }, worst, best);
    }

    private void WarmUp(int first)
    {
        var span = _candles.Span;
        for (; _next < first; _next++)
        {
            _strategy.Next(span[_next]);
            if (_usesAtr)
                _atr.Update(span[_next]);
        }
    }

    /// <summary>Goes on from the middle of a life: what it held, what was open, and what its limits look back at.</summary>
    private void Begin(BacktestStart start)
    {
        _holding = start.Holding;
        (_cash, _held) = ((double)_holding.Cash, (double)_holding.Position.Quantity.Value);
        Peak = Math.Max((double)start.PeakEquity, Equity);
        (_dayEquity, _day) = (start.DayEquity, _candles.Span[First].OpenMs / 86_400_000);
        _numbered = start.Numbered;
        _closed.AddRange(start.Closed);
        _entries.AddRange(start.Entries);
        if (_holding.OpenTrade is { } trade)
            _lowest = _highest = _reached = (double)trade.Reached;
        foreach (var order in start.OpenOrders)
        {
            _orders[order.Id] = order;
            _desk.Place(new PaperOrder(order, _rules, _latency, _fills));
            _hasMarketOrders |= order.Kind == OrderKind.Market;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step(in Candle candle)
    {
        if (!_desk.IsEmpty)
            Meet(candle);
        var signal = _strategy.Next(candle);
        if (_usesAtr)
            _atr.Update(candle);
        if (_held != 0)
            Mark(candle);
        var hasOrdered = signal.Action != SignalAction.Hold && Decide(candle, signal);
        if (_isGuarded && !hasOrdered && _held != 0 && (_movesGuards || _guardsLack))
            GuardAtClose(candle);
    }

    private void Mark(in Candle candle)
    {
        var equity = _cash + (_held * candle.Close);
        if (equity > Peak)
            Peak = equity;
        else if (equity < Peak * (1 - _deepest))
            _deepest = 1 - (equity / Peak);
        if (candle.High > _highest)
            _highest = candle.High;
        if (candle.Low < _lowest)
            _lowest = candle.Low;
        if (candle.Close > _reached)
            _reached = candle.Close;
    }

    /// <returns>Whether an order was made.</returns>
    private bool Decide(in Candle candle, Signal signal)
    {
        Record.CountSignal();
        if (!_tellsAll && _orders.Count == 0 && DecisionMaker.Idle(signal, _holding.Position.Quantity, openOrderValue: 0, _rules) is not null)
            return false;
        var close = Price.FromDouble(candle.Close);
        var closeTime = DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenMs + _candleMs);
        _now = closeTime;
        var exposure = ExposureAt(close, closeTime);
        var decision = DecisionMaker.Decide(_bot.Market, _risk, signal, close, late: false, exposure, _rules, others: null, _bot.Start?.ByQuantity ?? false);
        if (decision.Refusal is { } refusal)
            Record.CountRefusal(refusal);
        if (_risk.MaxDailyLoss is not null)
            NoteDay(candle.OpenMs + _candleMs, exposure.Equity);
        var order = decision.Trade is null ? null
            : Order.From(decision.Trade, ClientOrderId.Of(_id, _bot.Timeframe, candle.OpenTime, leg: 0), _id, candle.OpenTime, closeTime, _settings.GivesReasons ? _strategy.Explain() : Unsaid);
        if (Record.KeepsDetails)
            Record.Signals.Add(Told(candle, signal, exposure, decision, order));
        if (order is null)
            return false;
        Send(order);
        if (_settings.FillAt == FillMoment.Close)
            MeetAtClose(candle);
        return true;
    }

    private SignalRecord Told(in Candle candle, Signal signal, Exposure exposure, Decision decision, Order? order) => new()
    {
        BotId = _id,
        OpenTime = candle.OpenTime,
        Market = _bot.Market,
        Timeframe = _bot.Timeframe,
        Action = signal.Action,
        Confidence = signal.Confidence,
        Strength = signal.Strength,
        Reason = _strategy.Explain(),
        Indicators = "{}",
        Close = candle.Close,
        Equity = exposure.Equity,
        Late = false,
        Fate = decision.Fate,
        FateReason = decision.Refusal?.Sentence ?? decision.Note,
        RefusalCode = decision.Refusal?.Code,
        OrderId = order?.Id,
    };

    /// <summary>What its open buys may still spend; quote units.</summary>
    public decimal Buying => _orders.Count == 0 ? 0 : Exposures.Bound(_orders.Values).Cash;

    private Exposure ExposureAt(Price price, DateTimeOffset now)
    {
        var (value, resting, cash, quantity) = _orders.Count == 0 ? default : Exposures.Bound(_orders.Values);
        var equity = _holding.Equity(price);
        return new Exposure(equity, _holding.Cash, _holding.Position.Quantity, value)
        {
            RestingValue = resting,
            BoundCash = cash,
            BoundQuantity = quantity,
            Now = now,
            LastPrice = price.Value,
            Atr = double.IsFinite(_atr.Value) ? (decimal)_atr.Value : 0,
            PeakEquity = _risk.MaxDrawdown is null ? equity : Math.Max((decimal)Peak, equity),
            DayEquity = _risk.MaxDailyLoss is null ? equity : DayEquityAt(now.ToUnixTimeMilliseconds()),
            EntriesThisHour = _risk.MaxTradesPerHour is null ? 0 : _entries.Count(at => now - at < TimeSpan.FromHours(1)),
            Closed = _closed,
            Desk = _seeDesk(this),
            Blocked = now.ToUnixTimeMilliseconds() > _leavesMs ? Bots.Bot.LeavingSentence(_leavesBecause) : null,
        };
    }

    // Days are noted when somebody asks: between two signals nothing depends on them but the equity a day began with.
    private decimal DayEquityAt(long ms) => _day == ms / 86_400_000 || Record.Days.Count == 0 ? _dayEquity : (decimal)Record.Days[^1].Equity;

    private void NoteDay(long ms, decimal equity)
    {
        if (ms / 86_400_000 == _day)
            return;
        _dayEquity = Record.Days.Count > 1 ? (decimal)Record.Days[^1].Equity : equity;
        _day = ms / 86_400_000;
    }
}
