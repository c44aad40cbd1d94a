using CryptoDashboard.Core.Exchanges;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Risk;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bots;

/// <summary>What becomes of the bot's orders: sent, booked, cancelled.</summary>
internal sealed partial class BotRunner
{
    /// <summary>An order by hand or by a plan, through the same gate as a signal.</summary>
    /// <returns>The order as it stands after it was sent, or why there is none.</returns>
    public async Task<(Order? Order, RiskRefusal? Refused)> Submit(TradeRequest request, string reason, string? group, CancellationToken cancel)
    {
        Order? made = null;
        RiskRefusal? refused = null;
        await Exclusively(
            async stop =>
            {
                await EnsureFresh(stop);
                await BookInbox(stop);
                if (made is not null)
                    return;
                var now = NowAt(_bot.Market);
                var priced = request with { ByQuantity = _bot.IsLive, Others = _parts.Consensus.Judge(_bot.Market, request.ReferencePrice) };
                // Of orders that end each other only one will sell.
                var paired = group is null ? 0 : _orders.Values.Where(o => o.Group == group && o is { Side: Side.Sell, IsProtective: false }).Select(o => o.Remaining).DefaultIfEmpty(0).Max();
                var verdict = Ask(priced, now, seen => seen with { BoundQuantity = seen.BoundQuantity - paired });
                refused = verdict.Refused;
                if (verdict.Approved is not { } trade)
                    return;
                made = await Intend(trade, now, reason, group, isProtective: false, stop);
                await Send(made, stop);
            },
            cancel);
        return (made is null ? null : (_orders.TryGetValue(made.Id, out var open) ? open : null) ?? (await _parts.Store.LoadOrder(made.Id, cancel))?.Order ?? made, refused);
    }

    /// <summary>A stop and a take-profit by hand that sell the same coins, as one that the exchange keeps.</summary>
    /// <returns>Both as they stand after they were sent, or why there are none; all null where the exchange keeps no pairs.</returns>
    public async Task<(Order? Stop, Order? Target, RiskRefusal? Refused)> SubmitPair(TradeRequest stop, TradeRequest target, (string Stop, string Target) reasons, string group, CancellationToken cancel)
    {
        (Order Stop, Order Target)? made = null;
        RiskRefusal? refused = null;
        await Exclusively(
            async cancelled =>
            {
                await EnsureFresh(cancelled);
                await BookInbox(cancelled);
                if (made is not null || !_bot.IsLive || !Venue.HoldsPair(_bot.Market) || stop.Terms.Kind != OrderKind.StopLimit)
                    return;
                var (first, second) = (Ask(stop with { ByQuantity = true }, NowAt(_bot.Market)), Ask(target with { ByQuantity = true }, NowAt(_bot.Market)));
                refused = first.Refused ?? second.Refused;
                if (first.Approved is { } one && second.Approved is { } other)
                    made = await SendPair(one, other, reasons, group, isProtective: false, cancelled);
            },
            cancel);
        return made is { } pair ? (await Newest(pair.Stop, cancel), await Newest(pair.Target, cancel), null) : (null, null, refused);
    }

    private async Task<Order> Newest(Order order, CancellationToken cancel) =>
        _orders.TryGetValue(order.Id, out var open) ? open : (await _parts.Store.LoadOrder(order.Id, cancel))?.Order ?? order;

    /// <summary>What the gate would say now; nothing is made of it.</summary>
    public (RiskVerdict Verdict, decimal Equity, decimal Held) Preview(TradeRequest request)
    {
        var now = NowAt(_bot.Market);
        var exposure = ExposureAt(request.ReferencePrice, now) with { PriceAge = PriceAge(now) };
        var priced = request with { ByQuantity = _bot.IsLive, Others = _parts.Consensus.Judge(_bot.Market, request.ReferencePrice) };
        return (RiskGate.Check(priced, exposure, _risk, _parts.RulesOf(_bot.Market)), exposure.Equity, exposure.Quantity.Value);
    }

    /// <summary>Asks for the end of one order.</summary>
    public Task CancelOrder(string orderId, CancellationToken cancel) => Exclusively(
        async stop =>
        {
            await EnsureFresh(stop);
            await BookInbox(stop);
            if (!_orders.TryGetValue(orderId, out var order))
                return;
            if (ClientOrderId.PlanOf(orderId) is { } plan && _plans.ContainsKey(plan))
                throw new ArgumentException($"This order belongs to plan {plan}, which would make it again. Change the plan, or end it.");
            await Cancel(order, null, stop);
        },
        cancel);

    private DateTimeOffset NowAt(MarketId market) => _parts.Hub.TryGet(market, out var open) ? open.Clock.Now : _parts.Time.GetUtcNow();

    private async Task BookInbox(CancellationToken cancel)
    {
        while (_inbox.TryPeek(out var report))
        {
            var isDone = true;
            try
            {
                await Take(report, cancel);
            }
            catch (Exception exception) when (exception is JournalFault || JournalFault.IsOutage(exception))
            {
                // Not booked: it stays here until the database answers again.
                isDone = false;
                throw;
            }
            finally
            {
                // A fill is handled once the plans have seen it as well.
                if (isDone && _inbox.TryDequeue(out var taken))
                {
                    if (_plans.IsEmpty)
                        taken.Handled.Dispose();
                    else
                        _seenByPlans.Add(taken.Handled);
                }
            }
        }
    }

    private async Task Take(OrderReport report, CancellationToken cancel)
    {
        if (!_orders.TryGetValue(report.OrderId, out var order))
        {
            // A fill may come after the end of its order, and news of one that was turned down: the exchange's word counts.
            if (!_bot.IsLive || report.Happened is not (OrderEvent.FilledPartly or OrderEvent.FilledWholly or OrderEvent.Accepted)
                || await _parts.Store.LoadOrder(report.OrderId, cancel) is not { } stored
                || (report.Happened is OrderEvent.Accepted && stored.Order.Status != OrderStatus.Rejected))
            {
                return;
            }
            order = stored.Order;
            _fills[order.Id] = stored.Fills.ToDictionary(f => f.FillId);
        }
        if (report.Happened is OrderEvent.Untold)
        {
            Doubt(order);
            return;
        }
        await Book(order, report.Happened, cancel);
        if (report.Happened is OrderEvent.Woken && _orders.TryGetValue(order.Id, out var woken) && woken is { Status: OrderStatus.Intended, IsHeldHere: true })
            await Send(woken, cancel);
    }

    /// <summary>Makes an intent durable that no candle led to.</summary>
    private async Task<Order> Intend(ApprovedTrade trade, DateTimeOffset now, string reason, string? group, bool isProtective, CancellationToken cancel)
    {
        var progress = _progress with { Numbered = _progress.Numbered + 1 };
        var order = Order.From(trade, ClientOrderId.Of(_id, progress.Numbered), _id, now, now, reason, _bot.Account, group, isProtective);
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = progress, NewOrders = [order], Events = [_told.OfIntent(_bot, order)] }, cancel);
        _progress = progress;
        Add(order);
        return order;
    }

    /// <summary>Sends a durable intent. Guards that bind what an exit wants to sell are taken away first.</summary>
    private async Task Send(Order order, CancellationToken cancel)
    {
        if (!order.IsAsleep && order is { Purpose: TradePurpose.Exit, Status: OrderStatus.Intended })
        {
            // A plan sees to its own legs, and nobody else sells what is a plan's.
            await CancelAll(o => !order.IsOfPlan && !o.IsOfPlan && o.Id != order.Id && o.Purpose == TradePurpose.Exit && (o.IsProtective || o.Group == order.Group && o.Group is not null), "The position is being sold.", cancel);
            if (!_orders.TryGetValue(order.Id, out var still))
                return;
            order = still;
            var sellable = _parts.RulesOf(_bot.Market).FloorQuantity(_holding.Position.Quantity.Value);
            if (sellable.Value < order.Remaining && _parts.Hub.TryGet(_bot.Market, out _))
            {
                await Book(order, new OrderEvent.Cancelled(NowAt(_bot.Market), "A guard of the position was faster."), cancel);
                if (!sellable.IsZero && !order.IsOfPlan)
                    await Flatten("What a guard left of the position.", cancel);
                return;
            }
        }
        if (order.Purpose == TradePurpose.Entry && order.Status == OrderStatus.Intended)
            _entries = [.. _entries.Where(at => order.PlacedAt - at < Hour), order.PlacedAt];
        await Place(order, cancel);
    }

    private async Task Place(Order order, CancellationToken cancel)
    {
        if (order.IsAsleep && !Venue.Holds(order.Market, order.Terms))
        {
            var held = order.HeldHere();
            if (order.Status == OrderStatus.Intended)
                held = await Book(held, new OrderEvent.Held(NowAt(order.Market)), cancel);
            _parts.Held.Watch(held);
            return;
        }
        var sent = order.Status == OrderStatus.Intended ? order.After(new OrderEvent.Sent(order.PlacedAt)) : order;
        _orders[order.Id] = sent;
        if (!_bot.IsLive && Venue is PaperExchange paper)
            paper.Assume(_id, _bot.Fills);
        // A stop may have waited here for hours: what counts is when it leaves.
        if (_bot.IsLive)
            _onItsWay[order.Id] = _parts.Time.GetUtcNow();
        await TakeAnswer(sent, await Venue.Place(sent, cancel), cancel);
    }

    private async Task TakeAnswer(Order sent, OrderEvent answer, CancellationToken cancel)
    {
        // A market order is over in a moment and its end is kept; one that waits is kept as waiting.
        if (answer is OrderEvent.Accepted && (sent.Kind == OrderKind.Market || sent.Status != OrderStatus.Sent))
            _orders[sent.Id] = OrderTransitions.Next(sent.Status, answer) is null ? sent : sent.After(answer);
        else
            await Book(sent, answer, cancel);
        if (answer is OrderEvent.Rejected && _bot.IsLive)
            _turnedDown[sent.Id] = _parts.Time.GetUtcNow();
    }

    /// <summary>Makes both legs of a pair durable in one piece and sends them as one that the exchange keeps.</summary>
    private async Task<(Order Stop, Order Target)> SendPair(
        ApprovedTrade stop, ApprovedTrade target, (string Stop, string Target) reasons, string group, bool isProtective, CancellationToken cancel)
    {
        var now = NowAt(_bot.Market);
        var progress = _progress with { Numbered = _progress.Numbered + 2 };
        var first = Order.From(stop, ClientOrderId.Of(_id, progress.Numbered - 1), _id, now, now, reasons.Stop, _bot.Account, group, isProtective);
        var second = Order.From(target, ClientOrderId.Of(_id, progress.Numbered), _id, now, now, reasons.Target, _bot.Account, group, isProtective);
        await _parts.Journal.Commit(_lane, _epoch, new JournalEntry { Progress = progress, NewOrders = [first, second], Events = [_told.OfIntent(_bot, first), _told.OfIntent(_bot, second)] }, cancel);
        _progress = progress;
        (first, second) = (first.After(new OrderEvent.Sent(now)), second.After(new OrderEvent.Sent(now)));
        Add(first);
        Add(second);
        _onItsWay[first.Id] = _onItsWay[second.Id] = _parts.Time.GetUtcNow();
        var (told, toldOfOther) = await Venue.PlacePair(first, second, cancel);
        await TakeAnswer(first, told, cancel);
        if (_orders.TryGetValue(second.Id, out var still))
            await TakeAnswer(still, toldOfOther, cancel);
        return (first, second);
    }

    /// <returns>The order after the event.</returns>
    private async Task<Order> Book(Order order, OrderEvent happened, CancellationToken cancel)
    {
        var fill = happened.TellsOf;
        if (fill is not null)
        {
            if (_fills.TryGetValue(order.Id, out var known) && known.TryGetValue(fill.FillId, out var before))
            {
                if (before.Price == fill.Price && before.Quantity == fill.Quantity)
                    return order;
                throw new FillConflict($"Fill {fill.FillId} of order {order.Id} was told twice, as {before.Quantity} at {before.Price} and as {fill.Quantity} at {fill.Price}. Compare with the exchange's own list before starting again.");
            }
            fill = Valued(fill);
        }
        if (Booking.Of(order, happened, fill, _holding, _parts.RulesOf(_bot.Market), _atr.Value) is not { } booked)
        {
            _parts.Logger.LogWarning("Order {Order} is {Status}: {Event} came and changes nothing", order.Id, order.Status, happened.GetType().Name);
            return order;
        }
        var (changed, holding, closed) = (booked.Order, booked.Holding, booked.Closed);
        var plan = await PlanAfter(order, changed, happened, fill, cancel);
        var progress = fill is null ? _progress : Rolled(NowAt(order.Market), _holding.Equity(fill.Price)) with { Cash = holding.Cash, Equity = holding.Equity(fill.Price) };
        await _parts.Journal.Commit(
            _lane,
            _epoch,
            new JournalEntry
            {
                Progress = progress,
                ChangedOrders = [changed],
                ChangedPlan = plan,
                Fills = fill is null ? [] : [fill],
                Position = fill is null ? null : holding.Position,
                NewTrade = booked.Opened,
                ChangedTrade = booked.Opened is not null || (fill is null && closed is null) ? null : booked.Trade,
                Ledger = fill is null ? [] : Ledger.OfFill(fill, _bot.IsLive ? _bot.Account : Order.PaperAccount),
                Events = happened is OrderEvent.Trailed ? [] : _told.OfOrder(_bot, changed, fill, booked.Opened, closed),
            },
            cancel);
        (_progress, _holding) = (progress, holding);
        if (plan is not null)
            Show(plan);
        if (fill is not null)
        {
            if (!_fills.TryGetValue(order.Id, out var fills))
                _fills[order.Id] = fills = [];
            fills[fill.FillId] = fill;
            NoteStake(fill.Price.Value);
        }
        if (closed is not null)
        {
            _lastTrades.Insert(0, closed);
            if (_lastTrades.Count > RiskProfile.KeptTrades)
                _lastTrades.RemoveAt(RiskProfile.KeptTrades);
        }
        if (changed.Status.IsFinal())
            Forget(changed);
        else
            _orders[changed.Id] = changed;
        if (fill is not null || closed is not null)
            await AfterFill(changed, cancel);
        return changed;
    }

    private void Forget(Order over)
    {
        _orders.TryRemove(over.Id, out _);
        _fills.Remove(over.Id);
        _doubts.TryRemove(over.Id, out _);
        _onItsWay.Remove(over.Id);
        _unwanted.Remove(over.Id);
        _parts.Held.Forget(over);
        NotePlanEnd(over);
    }

    /// <summary>A fee in a third asset is worth what it was worth at this moment.</summary>
    private Fill Valued(Fill fill)
    {
        var valued = Booking.Valued(fill);
        if (valued.FeeValue is not null)
            return valued;
        var direct = new MarketId(fill.Market.Exchange, new Symbol(fill.FeeAsset, fill.Market.Symbol.Quote));
        var rate = _parts.Hub.TryGet(direct, out var market) && market.Ticker is { } ticker ? ticker.Last.Value : _parts.Values.Rate(fill.FeeAsset, fill.Market.Symbol.Quote);
        return fill with { FeeValue = fill.Fee * rate };
    }

    /// <summary>Ends an order; returns when it is over or the exchange could not say yet.</summary>
    private async Task Cancel(Order order, string? reason, CancellationToken cancel)
    {
        var now = NowAt(order.Market);
        if (order.Status == OrderStatus.Held || (order.Status == OrderStatus.Intended && !_bot.IsLive))
        {
            await Book(order, new OrderEvent.Cancelled(now, reason), cancel);
            return;
        }
        if (order.Status == OrderStatus.Intended)
        {
            // An intent of an earlier life may have been sent in its last moment: only the exchange knows.
            _unwanted.Add(order.Id);
            await Settle(order, cancel);
            return;
        }
        OrderEvent answer;
        try
        {
            answer = await Venue.Cancel(order, cancel);
        }
        catch (OutsideFault fault)
        {
            _parts.Logger.LogWarning("Order {Order} could not be cancelled yet: {Reason}", order.Id, fault.Message);
            answer = new OrderEvent.CancelAsked(now);
        }
        if (answer is OrderEvent.Cancelled cancelled)
        {
            await Book(order, cancelled with { Reason = reason }, cancel);
            return;
        }
        if (!_bot.IsLive)
        {
            // The paper exchange does not know it: it is over there, and its report is in the inbox or was never made.
            await BookInbox(cancel);
            if (_orders.TryGetValue(order.Id, out var left))
                await Book(left, new OrderEvent.Cancelled(now, reason ?? "The paper exchange did not hold it any more."), cancel);
            return;
        }
        if (order.Status != OrderStatus.Cancelling)
        {
            _onItsWay[order.Id] = _parts.Time.GetUtcNow();
            order = await Book(order, new OrderEvent.CancelAsked(now), cancel);
        }
        for (var i = 0; i < 5 && _orders.ContainsKey(order.Id); i++)
        {
            if (i > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(200 * i), _parts.Time, cancel);
            await Settle(_orders[order.Id], cancel);
        }
    }

    private async Task CancelAll(Func<Order, bool> which, string? reason, CancellationToken cancel)
    {
        foreach (var order in _orders.Values.Where(which).ToList())
        {
            if (_orders.TryGetValue(order.Id, out var still))
                await Cancel(still, reason, cancel);
        }
    }

    /// <summary>Sells all that can be sold, at market. Guards must be gone before.</summary>
    private async Task Flatten(string reason, CancellationToken cancel)
    {
        var rules = _parts.RulesOf(_bot.Market);
        var price = _parts.Hub.TryGet(_bot.Market, out var market) && market.Ticker is { } ticker ? ticker.Last : new Price(_progress.LastClose);
        if (rules.FloorQuantity(_holding.Position.Quantity.Value).IsZero || price.Value == 0)
            return;
        var now = NowAt(_bot.Market);
        if (Reserved > 0 && rules.FloorQuantity(_holding.Position.Quantity.Value - Reserved, OrderKind.Market).IsZero)
            return;
        var exit = new TradeRequest(_bot.Market, Side.Sell, TradePurpose.Exit, price, Late: false);
        var verdict = RiskGate.Check(exit, ExposureAt(price, now), _risk, rules);
        if (verdict.Approved is { } trade)
            await Send(await Intend(trade, now, reason, null, isProtective: false, cancel), cancel);
        else
            _parts.Logger.LogWarning("Bot {Bot} could not be flattened: {Reason}", _id, verdict.Refused!.Sentence);
    }
}
