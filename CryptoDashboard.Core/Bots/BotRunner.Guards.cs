using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Guards of a position: its stop, its trailing stop, its take-profit. One of them may rest with the exchange (it binds what is held), the
/// stop before all others, or stop and take-profit together where the exchange keeps them as one; the rest is watched here. They are
/// either-or: a fill of one ends the others.
/// </summary>
internal sealed partial class BotRunner
{
    /// <summary>The trade whose stop the exchange would not keep: it is held here until that trade is over.</summary>
    private string? _stopHeldFor;

    /// <summary>The trade whose stop and take-profit the exchange would not keep as one.</summary>
    private string? _pairRefusedFor;

    /// <summary>Which guards of which trade could not be made and why, as far as that was told.</summary>
    private (string? Trade, HashSet<string> Why) _unguarded = (null, []);

    private async Task AfterFill(Order order, CancellationToken cancel)
    {
        if (order.Group is { } group && order.Purpose == TradePurpose.Exit)
            await CancelAll(o => o.Group == group && o.Id != order.Id, "Its pair was filled.", cancel);
        if (_holding.OpenTrade is null)
            await CancelAll(o => o.IsProtective, "The position is closed.", cancel);
        else
            await Guard(cancel);
    }

    /// <summary>Sees to it that what is held is guarded as the profile says: missing guards are made, those of another size made anew.</summary>
    private async Task Guard(CancellationToken cancel)
    {
        if (_holding.OpenTrade is not { EntryPrice: { } entry } trade || _risk.Stops.IsEmpty)
            return;
        // Before its market is open the rules that sizes are rounded by are not known.
        if (!_parts.Hub.TryGet(_bot.Market, out var open))
            return;
        // While it is being sold, a guard would only be in the way.
        if (_orders.Values.Any(o => o is { Purpose: TradePurpose.Exit, IsProtective: false, IsOfPlan: false } && !o.IsAsleep))
            return;
        var rules = open.Rules;
        // More than goes into one order is guarded as far as that: the rest once the first is sold.
        var quantity = rules.FloorQuantity(Math.Min(_holding.Position.Quantity.Value - Reserved, Math.Min(rules.Most(OrderKind.Market), rules.Most(OrderKind.Limit))));
        if (quantity.IsZero && Reserved > 0)
            return;
        var wanted = GuardPlan.Wanted(_risk.Stops, entry, trade, rules, terms => RestsAtExchange(terms, rules));
        foreach (var guard in Unwanted(wanted, quantity))
        {
            if (_orders.TryGetValue(guard.Id, out var wrong))
                await Cancel(wrong, "It is replaced.", cancel);
        }
        if (await GuardByPair(trade, wanted, quantity, open.Ticker?.Last ?? new Price(entry), rules, cancel))
        {
            await Guard(cancel);
            return;
        }
        var isRefused = false;
        foreach (var terms in wanted)
        {
            if (_orders.Values.Any(o => o is { IsProtective: true, IsOfPlan: false } && o.Kind == terms.Kind) || _holding.OpenTrade is null)
                continue;
            var now = NowAt(_bot.Market);
            var reference = open.Ticker?.Last ?? new Price(entry);
            var request = new TradeRequest(_bot.Market, Side.Sell, TradePurpose.Exit, reference, Late: false) { Terms = terms, Quantity = quantity };
            var verdict = AskForGuard(request, now);
            if (verdict.Approved is not { } approved)
            {
                await TellUnguarded(trade, terms, verdict.Refused!, cancel);
                continue;
            }
            var guard = await Intend(approved, now, GuardPlan.Why(terms), GuardPlan.GroupOf(trade), isProtective: true, cancel);
            await Place(guard, cancel);
            isRefused |= terms.Kind == OrderKind.StopLimit && !_orders.ContainsKey(guard.Id) && _holding.OpenTrade?.Id == trade.Id;
        }
        // The exchange would not have it after all: from here on it is held here, and nothing is sold for that.
        if (isRefused && _stopHeldFor != trade.Id)
        {
            _stopHeldFor = trade.Id;
            await Guard(cancel);
        }
    }

    /// <summary>Guards that are not as they should be. Of a pair that the exchange keeps, one is not to be had without the other.</summary>
    private List<Order> Unwanted(List<OrderTerms> wanted, Quantity quantity)
    {
        var guards = _orders.Values.Where(o => o is { IsProtective: true, IsOfPlan: false }).ToList();
        var wrong = guards.Where(g => !GuardPlan.IsWanted(wanted, g, quantity)).ToList();
        var pair = guards.Exists(IsKeptTarget) ? guards.Where(g => g.Kind == OrderKind.StopLimit || IsKeptTarget(g)).ToList() : [];
        return wrong.Exists(pair.Contains) ? [.. wrong.Union(pair)] : wrong;
    }

    private static bool IsKeptTarget(Order guard) => guard is { Kind: OrderKind.TakeProfit, IsHeldHere: false };

    /// <summary>Has the exchange keep stop and take-profit as one, where it does so and neither is there.</summary>
    /// <returns>Whether they were sent: then what is there has to be looked at anew.</returns>
    private async Task<bool> GuardByPair(Trade trade, List<OrderTerms> wanted, Quantity quantity, Price reference, TradingRules rules, CancellationToken cancel)
    {
        if (!_bot.IsLive || !Venue.HoldsPair(_bot.Market) || _pairRefusedFor == trade.Id || _orders.Values.Any(o => o is { IsProtective: true, IsOfPlan: false, Kind: OrderKind.StopLimit or OrderKind.TakeProfit }))
            return false;
        var (stop, target) = (wanted.Find(w => w.Kind == OrderKind.StopLimit), wanted.Find(w => w.Kind == OrderKind.TakeProfit));
        // Both wait on their own sides of the price, or the exchange takes neither.
        if (stop is null || target?.Trigger is not { } above || reference >= above || reference <= stop.Trigger || _parts.Stakes.OrdersBeside(_bot).Open + 1 >= (rules.MaxOpenOrders ?? int.MaxValue))
            return false;
        var now = NowAt(_bot.Market);
        var request = new TradeRequest(_bot.Market, Side.Sell, TradePurpose.Exit, reference, Late: false) { Quantity = quantity };
        var (first, second) = (AskForGuard(request with { Terms = stop }, now), AskForGuard(request with { Terms = target }, now));
        if (first.Approved is not { } one || second.Approved is not { } other)
            return false;
        var (sent, _) = await SendPair(one, other, (GuardPlan.Why(stop), GuardPlan.Why(target)), GuardPlan.GroupOf(trade), isProtective: true, cancel);
        // Turned down: from here on each by itself.
        if (!_orders.ContainsKey(sent.Id))
            _pairRefusedFor = trade.Id;
        return true;
    }

    private RiskVerdict AskForGuard(TradeRequest request, DateTimeOffset now) =>
        RiskGate.Check(request, ExposureAt(request.ReferencePrice, now) with { OpenOrderValue = 0, BoundQuantity = 0 }, _risk, _parts.RulesOf(_bot.Market));

    /// <summary>A position without one of its guards is what its owner must know: told once for each reason.</summary>
    private async Task TellUnguarded(Trade trade, OrderTerms terms, RiskRefusal refusal, CancellationToken cancel)
    {
        if (_unguarded.Trade != trade.Id)
            _unguarded = (trade.Id, []);
        if (!_unguarded.Why.Add($"{terms.Kind} {refusal.Code}"))
            return;
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = _progress, Events = [_told.OfUnguarded(_bot, terms, refusal)] }, cancel);
    }

    /// <summary>A closed candle may move the stop to break-even, or end the time a position may be held.</summary>
    private async Task GuardAtClose(ClosedCandle closed, CancellationToken cancel)
    {
        if (_holding.OpenTrade is not { } trade)
            return;
        if (_risk.Stops.MaxHours is { } hours && closed.CloseTime - trade.OpenedAt >= TimeSpan.FromHours(hours)
            && !_orders.Values.Any(o => o is { Purpose: TradePurpose.Exit, IsProtective: false }))
        {
            await CancelAll(o => o.IsProtective, "The position is being sold.", cancel);
            await Flatten($"It was held for {hours:0.##} hours.", cancel);
            return;
        }
        await Guard(cancel);
    }

    /// <summary>Whether a stop is to rest with the exchange: where it keeps such orders, and would take this one at this moment.</summary>
    private bool RestsAtExchange(OrderTerms terms, TradingRules rules)
    {
        if (!_bot.IsLive || !Venue.Holds(_bot.Market, terms) || _stopHeldFor == _holding.OpenTrade?.Id)
            return false;
        // One that rests there was taken.
        if (_orders.Values.Any(o => o is { IsProtective: true, Kind: OrderKind.StopLimit }))
            return true;
        var (open, stops) = _parts.Stakes.OrdersBeside(_bot);
        if (open >= (rules.MaxOpenOrders ?? int.MaxValue) || stops >= (rules.MaxOpenStops ?? int.MaxValue))
            return false;
        return rules.Band is not { } band || !_parts.Hub.TryGet(_bot.Market, out var market) || market.Ticker is not { } ticker || band.Holds(Side.Sell, terms, ticker.Last.Value);
    }
}
