using System.Collections.Concurrent;
using CryptoDashboard.Core.Bots.Plans;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Bots;

/// <summary>Carries out trade plans: what <see cref="PlanWork"/> says is made durable and then done, after each step of the bot.</summary>
internal sealed partial class BotRunner
{
    /// <summary>More steps at once than any plan needs: beyond, something goes in circles and waits for the next look.</summary>
    private const int MostSteps = 24;

    /// <summary>A leg that was refused is tried again after this.</summary>
    private static readonly TimeSpan LegRests = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<(Price Price, IDisposable Handled)> _touches = new();
    private readonly List<IDisposable> _seenByPlans = [];
    private readonly Dictionary<(int Plan, PlanLeg Leg), DateTimeOffset> _rests = [];

    /// <summary>Plans whose stop the exchange would not keep: it is held here.</summary>
    private readonly HashSet<int> _stopsHeldHere = [];

    // Read by pages and by the feed's thread while a step changes it.
    private ConcurrentDictionary<int, TradePlan> _plans = new();

    /// <summary>The lowest price that a plan waits for; infinite where none does.</summary>
    private double _touchAt = double.PositiveInfinity;

    /// <summary>Its plans that are not over, newest state.</summary>
    public IReadOnlyCollection<TradePlan> Plans => [.. _plans.Values];

    /// <summary>Base units that belong to plans: nobody else sells them.</summary>
    private decimal Reserved => _plans.IsEmpty ? 0 : _plans.Values.Sum(p => p.Held);

    private decimal? NextTarget => _plans.Values.Where(p => p is { State: PlanState.Entering or PlanState.Holding, Held: > 0 }).Min(p => p.NextTarget?.Price);

    /// <summary>Notes a price that a plan may wait for; quick, from the feed's own thread.</summary>
    /// <returns>Whether there is work to do.</returns>
    public bool Touch(Market market, Ticker ticker)
    {
        if ((double)ticker.Last.Value < Volatile.Read(ref _touchAt))
            return false;
        // Until it was looked at, further prices change nothing.
        Volatile.Write(ref _touchAt, double.PositiveInfinity);
        _touches.Enqueue((ticker.Last, market.Hold()));
        return true;
    }

    /// <summary>Makes a plan with the intent of its entry, in one piece.</summary>
    public async Task<(TradePlan? Plan, RiskRefusal? Refused)> MakePlan(PlanDraft draft, Price last, string by, CancellationToken cancel)
    {
        TradePlan? made = null;
        RiskRefusal? refused = null;
        await Exclusively(
            async stop =>
            {
                await EnsureFresh(stop);
                await BookInbox(stop);
                if (made is not null)
                    return;
                var now = NowAt(_bot.Market);
                var request = draft.Request(last) with { ByQuantity = true, Others = _parts.Consensus.Judge(_bot.Market, last) };
                var verdict = Ask(request, now);
                refused = verdict.Refused;
                if (verdict.Approved is not { } trade)
                    return;
                var progress = _progress with { Numbered = _progress.Numbered + 1 };
                var plan = new TradePlan
                {
                    BotId = _id,
                    Number = progress.Numbered,
                    Market = _bot.Market,
                    EntryKind = draft.EntryKind,
                    EntryPrice = draft.EntryPrice,
                    Quantity = trade.Quantity.Value,
                    StopAt = draft.StopAt,
                    Trail = draft.Trail,
                    BreakEven = draft.BreakEven,
                    Targets = [.. draft.Targets.Select(t => t with { IsHit = false })],
                    Made = 1,
                    MadeBy = by,
                    MadeAt = now,
                };
                var reason = $"Plan {plan.Number} ({by}): entry {(draft.EntryPrice is { } at ? $"at {at:0.########}" : "at market")}, stop at {plan.StopAt:0.########}.";
                var order = Order.From(trade, ClientOrderId.Of(_id, plan.Number, (char)PlanLeg.Entry, plan.Made), _id, now, now, reason, _bot.Account);
                var entry = new JournalEntry { Progress = progress, NewPlan = plan, NewOrders = [order], Events = [_told.OfPlan(_bot, plan, "plan-made", $"was made by {by}"), _told.OfIntent(_bot, order)] };
                await _parts.Journal.Commit(_lane, _epoch, entry, stop);
                (_progress, _plans[plan.Number], _orders[order.Id], made) = (progress, plan, order, plan);
                await Send(order, stop);
            },
            cancel);
        return (made is null ? null : _plans.TryGetValue(made.Number, out var open) ? open : await _parts.Store.LoadPlan(_id, made.Number, cancel), refused);
    }

    /// <summary>Changes a plan that is not over.</summary>
    /// <param name="change">Gives the plan as it is to be and says what changed.</param>
    /// <exception cref="ArgumentException">It is over, or the change has a fault.</exception>
    public Task ChangePlan(int number, Func<TradePlan, (TradePlan Plan, string Told)> change, CancellationToken cancel)
    {
        var isDone = false;
        return Exclusively(
            async stop =>
            {
                await EnsureFresh(stop);
                await BookInbox(stop);
                if (isDone)
                    return;
                if (!_plans.TryGetValue(number, out var plan))
                    throw new ArgumentException($"Plan {number} is over already.");
                var (changed, told) = change(plan);
                if (changed == plan)
                    return;
                foreach (var leg in _rests.Keys.Where(k => k.Plan == number).ToList())
                    _rests.Remove(leg);
                await Keep(changed, told, stop);
                isDone = true;
            },
            cancel);
    }

    /// <summary>Does what is to be done for every plan; called after each step, and cheap where there is nothing.</summary>
    private async Task WorkPlans(CancellationToken cancel)
    {
        var touches = new List<IDisposable>();
        Price? touched = null;
        while (_touches.TryDequeue(out var touch))
        {
            touches.Add(touch.Handled);
            touched = touched is { } known && known > touch.Price ? known : touch.Price;
        }
        // Before its market is open the rules are not known: the first price brings it back here.
        var wait = 0d;
        try
        {
            if (_epoch < 0 || !_parts.Hub.TryGet(_bot.Market, out var market) || market.Ticker is not { } ticker)
                return;
            // Before the exchange was asked, what it has is not known: the chores bring it back here. A target that is reached waits for nothing.
            if (!_bot.IsLive || _doubts.IsEmpty || touched?.Value >= NextTarget)
            {
                var available = _holding.Position.Quantity.Value;
                foreach (var number in _plans.Keys.Order().ToList())
                {
                    await WorkPlan(number, market.Rules, ticker.Last, touched, available, cancel);
                    available = Math.Max(0, available - (_plans.TryGetValue(number, out var plan) ? plan.Held : 0));
                }
            }
            wait = NextTarget is { } next ? (double)next : double.PositiveInfinity;
        }
        finally
        {
            foreach (var handled in touches)
                handled.Dispose();
            Volatile.Write(ref _touchAt, _plans.IsEmpty ? double.PositiveInfinity : wait);
        }
    }

    private async Task WorkPlan(int number, TradingRules rules, Price last, Price? touched, decimal available, CancellationToken cancel)
    {
        for (var i = 0; i < MostSteps && _plans.TryGetValue(number, out var plan); i++)
        {
            var now = NowAt(_bot.Market);
            var scene = new PlanScene(
                [.. _orders.Values.Where(o => ClientOrderId.PlanOf(o.Id) == number)], Math.Min(available, _holding.Position.Quantity.Value), rules, last, touched?.Value,
                terms => !_stopsHeldHere.Contains(number) && RestsAtExchange(terms, rules), Resting(number), now);
            switch (PlanWork.Next(plan, scene))
            {
                case PlanStep.Turn turn:
                    await Keep(turn.Plan, turn.Told, cancel);
                    break;
                case PlanStep.Withdraw withdraw:
                    await Cancel(withdraw.Order, withdraw.Reason, cancel);
                    // The exchange could not say yet: it is asked again, and the plan goes on then.
                    if (_orders.ContainsKey(withdraw.Order.Id))
                        return;
                    break;
                case PlanStep.Make make:
                    await MakeLeg(plan, make, last, now, cancel);
                    break;
                default:
                    return;
            }
        }
    }

    private HashSet<PlanLeg> Resting(int number)
    {
        var now = _parts.Time.GetUtcNow();
        return [.. _rests.Where(r => r.Key.Plan == number && r.Value > now).Select(r => r.Key.Leg)];
    }

    private async Task MakeLeg(TradePlan plan, PlanStep.Make make, Price last, DateTimeOffset now, CancellationToken cancel)
    {
        var isEntry = make.Leg == PlanLeg.Entry;
        var request = new TradeRequest(_bot.Market, isEntry ? Side.Buy : Side.Sell, isEntry ? TradePurpose.Entry : TradePurpose.Exit, last, Late: false)
        {
            Terms = make.Terms,
            Quantity = new Quantity(make.Quantity),
            ByQuantity = true,
            Others = isEntry ? _parts.Consensus.Judge(_bot.Market, last) : null,
        };
        // What its own legs may sell is looked after by the plan: the stop is made smaller before a target sells.
        var verdict = Ask(request, now, seen => isEntry ? seen : seen with { OpenOrderValue = 0, BoundQuantity = 0 });
        if (verdict.Approved is not { } trade)
        {
            Rest(plan.Number, make.Leg);
            var why = verdict.Refused!.Sentence;
            if (isEntry)
                await Keep(plan with { EntryWanted = false, Note = why }, "could not move its entry", cancel);
            else if (plan.Note != why)
                await Keep(plan with { Note = why }, $"could not place its {make.Leg.ToString().ToLowerInvariant()}: {why}", cancel);
            return;
        }
        var next = plan with { Made = plan.Made + 1, EntryWanted = plan.EntryWanted && !isEntry, Note = isEntry || make.Leg == PlanLeg.Stop ? null : plan.Note };
        var order = Order.From(
            trade, ClientOrderId.Of(_id, plan.Number, (char)make.Leg, next.Made), _id, now, now, make.Reason, _bot.Account, group: null, isProtective: make.Leg is PlanLeg.Stop or PlanLeg.Target);
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = _progress, ChangedPlan = next, NewOrders = [order], Events = [_told.OfIntent(_bot, order)] }, cancel);
        _plans[plan.Number] = next;
        Add(order);
        if (isEntry)
            await Send(order, cancel);
        else
            await Place(order, cancel);
    }

    private async Task Keep(TradePlan plan, string told, CancellationToken cancel)
    {
        var kind = plan.State switch { PlanState.Done => "plan-done", PlanState.Cancelled => "plan-cancelled", PlanState.Failed => "plan-failed", _ => "plan-changed" };
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = _progress, ChangedPlan = plan, Events = [_told.OfPlan(_bot, plan, kind, told)] }, cancel);
        Show(plan);
    }

    private void Show(TradePlan plan)
    {
        if (plan.State.IsOver())
        {
            _plans.TryRemove(plan.Number, out _);
            _stopsHeldHere.Remove(plan.Number);
        }
        else
        {
            _plans[plan.Number] = plan;
        }
    }

    /// <summary>The plan as an event of one of its orders leaves it; null where it changes nothing of it, or no plan led to the order.</summary>
    private async Task<TradePlan?> PlanAfter(Order order, Order changed, OrderEvent happened, Fill? fill, CancellationToken cancel)
    {
        if (ClientOrderId.PlanOf(order.Id) is not { } number)
            return null;
        // A fill may come after the end of its plan.
        var plan = _plans.TryGetValue(number, out var open) ? open : fill is null ? null : await _parts.Store.LoadPlan(_id, number, cancel);
        if (plan is null)
            return null;
        if (fill is not null)
            return plan.After(fill);
        var leg = (PlanLeg)ClientOrderId.LegOf(order.Id)!.Value;
        if (happened is OrderEvent.Trailed { Trigger: var trigger } && leg == PlanLeg.Stop)
            return plan with { StopAt = trigger.Value };
        return changed.Status is OrderStatus.Rejected or OrderStatus.Expired && changed.Rejection is { } why ? plan with { Note = why } : null;
    }

    /// <summary>What the end of an order means for how its plan goes on.</summary>
    private void NotePlanEnd(Order over)
    {
        if (over.Status is not (OrderStatus.Rejected or OrderStatus.Expired) || ClientOrderId.PlanOf(over.Id) is not { } number)
            return;
        var leg = (PlanLeg)ClientOrderId.LegOf(over.Id)!.Value;
        // What the exchange would not keep is held here at once; everything else waits a little before it is tried again.
        if (leg == PlanLeg.Stop && over.Kind == OrderKind.StopLimit)
            _stopsHeldHere.Add(number);
        else
            Rest(number, leg);
    }

    private void Rest(int number, PlanLeg leg) => _rests[(number, leg)] = _parts.Time.GetUtcNow() + LegRests;

    /// <summary>Ends all plans and leaves what they bought to whoever sells it next.</summary>
    private async Task LeavePlans(CancellationToken cancel)
    {
        foreach (var plan in _plans.Values.Where(p => p.State != PlanState.Leaving).ToList())
            await Keep(plan with { State = PlanState.Leaving, EntryWanted = false }, "was ended with its bot", cancel);
        await WorkPlans(cancel);
    }
}
