using CryptoDashboard.Core.Money;
using CryptoDashboard.Core.Orders;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Strategies.BuiltIn;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// Signals that come from outside instead of a candle. They pass the same gate, one at a time with everything else of the bot; message, fate
/// and order intent are one transaction, and only then the order is sent.
/// </summary>
internal sealed partial class BotRunner
{
    /// <returns>The signal with what became of it, and whether it was known before: nothing was done then.</returns>
    public async Task<(OutsideSignal Signal, bool IsReplay)> TakeOutside(OutsideSignal asked, CancellationToken cancel)
    {
        OutsideSignal? kept = null;
        var (isTried, isReplay) = (false, false);
        await Exclusively(
            async stop =>
            {
                await EnsureFresh(stop);
                await BookInbox(stop);
                if (await _parts.Store.LoadOutside(_id, asked.MessageId, stop) is { } known)
                {
                    // Of this very call there is an attempt that was kept although its answer was lost; its order was taken up just now.
                    (kept, isReplay) = (known, !isTried || known.ReceivedAt != asked.ReceivedAt);
                    return;
                }
                isTried = true;
                kept = await DecideOutside(asked, stop);
            },
            cancel);
        return (kept!, isReplay);
    }

    private async Task<OutsideSignal> DecideOutside(OutsideSignal asked, CancellationToken cancel)
    {
        var now = NowAt(_bot.Market);
        var (price, isOld) = PriceNow(now);
        // The database may have been away since it came.
        var isLate = isOld || _parts.Time.GetUtcNow() - asked.ReceivedAt > EntryStaysFresh;
        var decision = WhyNotTaken(asked, price) ?? DecideOn(asked.ToSignal(), price!.Value, now, isLate).Decision;
        var progress = decision.Trade is null ? _progress : _progress with { Numbered = _progress.Numbered + 1 };
        var order = decision.Trade is null ? null
            : Order.From(decision.Trade, ClientOrderId.Of(_id, progress.Numbered), _id, now, now, $"From outside: {asked.Action.ToString().ToUpperInvariant()}, message {asked.MessageId}.", _bot.Account);
        var signal = asked with
        {
            Fate = decision.Fate,
            FateReason = decision.Refusal?.Sentence ?? decision.Note,
            RefusalCode = decision.Refusal?.Code,
            OrderId = order?.Id,
        };
        await _parts.Journal.Commit(
            _lane, _epoch, new JournalEntry { Progress = progress, Outside = signal, NewOrders = order is null ? [] : [order], Events = [_told.OfOutside(_bot, signal)] }, cancel);
        _progress = progress;
        if (order is null)
            return signal;
        Add(order);
        NoteWish(order);
        await Send(order, cancel);
        // Its guards were taken away for a sale: if that was turned down they are needed at once.
        if (_refusedSales is not null)
            await Guard(cancel);
        return signal;
    }

    /// <summary>What keeps a call from being decided at all; null when nothing does.</summary>
    private Decision? WhyNotTaken(OutsideSignal asked, Price? price)
    {
        RiskRefusal? refusal =
            !IsRunning ? new RiskRefusal.NotRunning()
            : _bot.Strategy != FromOutside.Name ? new RiskRefusal.OtherStrategy(_bot.Strategy)
            : price is not { } now ? new RiskRefusal.NoPrice()
            : asked is { Action: OutsideAction.Buy, Price: { } seen } && Math.Abs((seen / now.Value) - 1) > _risk.MaxPriceGap ? new RiskRefusal.PriceGap(seen, now.Value, _risk.MaxPriceGap)
            : null;
        return refusal is null ? null : new Decision(SignalFate.Refused, null, refusal, null);
    }

    /// <summary>The market's price, or that of the last close; old ones open nothing.</summary>
    private (Price? Price, bool IsOld) PriceNow(DateTimeOffset now)
    {
        if (_parts.Hub.TryGet(_bot.Market, out var market) && market.Ticker is { } ticker)
            return (ticker.Last, now - ticker.Time > EntryStaysFresh);
        return (_progress.LastClose > 0 ? new Price(_progress.LastClose) : null, true);
    }
}
