using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Guards of a position: its stop, its trailing stop, its take-profit. One of them may rest with the exchange (it binds what is held), the
/// stop before all others; the rest is watched here. They are either-or: a fill of one ends the others.
/// </summary>
internal sealed partial class BotRunner
{
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
        if (_orders.Values.Any(o => o is { Purpose: TradePurpose.Exit, IsProtective: false } && !o.IsAsleep))
            return;
        var rules = open.Rules;
        var quantity = rules.FloorQuantity(_holding.Position.Quantity.Value);
        var wanted = GuardPlan.Wanted(_risk.Stops, entry, trade, rules, terms => _bot.IsLive && Venue.Holds(_bot.Market, terms));
        foreach (var guard in _orders.Values.Where(o => o.IsProtective).ToList())
        {
            if (!GuardPlan.IsWanted(wanted, guard, quantity) && _orders.TryGetValue(guard.Id, out var wrong))
                await Cancel(wrong, "It is replaced.", cancel);
        }
        foreach (var terms in wanted)
        {
            if (_orders.Values.Any(o => o.IsProtective && o.Kind == terms.Kind) || _holding.OpenTrade is null)
                continue;
            var now = NowAt(_bot.Market);
            var reference = open.Ticker?.Last ?? new Price(entry);
            var request = new TradeRequest(_bot.Market, Side.Sell, TradePurpose.Exit, reference, Late: false) { Terms = terms, Quantity = quantity };
            var verdict = RiskGate.Check(request, ExposureAt(reference, now) with { OpenOrderValue = 0, BoundQuantity = 0 }, _risk, rules);
            if (verdict.Approved is { } approved)
                await Place(await Intend(approved, now, GuardPlan.Why(terms), GuardPlan.GroupOf(trade), isProtective: true, cancel), cancel);
        }
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
}
