using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>What first differs in a stretch, and from which moment on the backtest is to go on from what the bot really was.</summary>
internal sealed record Finding(IReadOnlyList<ParityDifference> Differences, DateTimeOffset Resume);

/// <summary>
/// A stretch of a day, in life and in a backtest that began it with the same state: walked candle by candle up to the first thing that
/// differs. What comes after that would differ because of it, so it is compared anew from the state that life had then.
/// </summary>
internal sealed class Stretch(LivedDay lived, BacktestResult tried, ReadOnlyMemory<Candle> candles, Timeframe timeframe, FillComparison fills, CauseFinder causes, GapReckoning gaps)
{
    private readonly Dictionary<DateTimeOffset, SignalRecord> _said = lived.Signals.ToDictionary(s => s.OpenTime);
    private readonly Dictionary<DateTimeOffset, SignalRecord> _would = tried.Signals.ToDictionary(s => s.OpenTime);

    /// <returns>Null where nothing differs.</returns>
    public Finding? First()
    {
        for (var i = 0; i < candles.Length; i++)
        {
            var candle = candles.Span[i];
            var close = CloseOf(candle);
            var (found, last) = fills.InCandle(candle.OpenTime, close);
            if (found.Count > 0)
                return WithDecisions(i, found, last);
            if (!_said.TryGetValue(candle.OpenTime, out var said))
                return Unhandled(i);
            if (said.Close != candle.Close)
                return Changed(i);
            if (Decision(said, close, null) is { } differs)
                return new Finding([differs], close);
        }
        return null;
    }

    private DateTimeOffset CloseOf(in Candle candle) => candle.OpenTime + timeframe.Duration;

    /// <summary>What was decided until a fill that differs was over: by a state that differs a little, so that sizes are not compared.</summary>
    private Finding WithDecisions(int first, List<ParityDifference> found, DateTimeOffset last)
    {
        var resume = CloseOf(candles.Span[first]);
        for (var i = first; i < candles.Length; i++)
        {
            var candle = candles.Span[i];
            if (i > first && candle.OpenTime > last)
                break;
            resume = CloseOf(candle);
            if (!_said.TryGetValue(candle.OpenTime, out var said))
            {
                resume = i > first ? candle.OpenTime : resume;
                break;
            }
            if (Decision(said, resume, found[0]) is { } differs)
                found.Add(differs);
        }
        return new Finding(found, resume);
    }

    private Finding Unhandled(int first)
    {
        var end = first;
        while (end < candles.Length && !_said.ContainsKey(candles.Span[end].OpenTime))
            end++;
        var (from, to) = (candles.Span[first].OpenTime, CloseOf(candles.Span[end - 1]));
        var (cause, why) = causes.OfUnhandled(from, to, end < candles.Length);
        if (cause == ParityCause.CandleMissing)
            causes.Note(candles.Span[end - 1].OpenTime, cause);
        var orders = tried.Orders.Where(o => !o.IsProtective && o.PlacedAt > from && o.PlacedAt <= to).ToList();
        var would = orders.Count == 0 ? "The backtest would have ordered nothing then." : $"The backtest would have placed {(orders.Count == 1 ? "1 order" : $"{orders.Count} orders")} then.";
        var gap = orders.Where(o => o.Side == Side.Buy).Sum(o => -gaps.OfTried(o.Id));
        var count = end - first;
        return new Finding(
            [
                new ParityDifference(CloseOf(candles.Span[first]), ParityKind.Candle, cause, $"{(count == 1 ? "The candle" : $"{count:#,0} candles")} from {from:HH:mm} to {to:HH:mm} UTC {(count == 1 ? "was" : "were")} not handled. {why} {would}")
                {
                    Lived = "not handled",
                    Tried = orders.Count == 0 ? "nothing to do" : $"{orders.Count} ordered",
                    Candles = count,
                    Gap = gap,
                    TradeId = orders.FirstOrDefault(o => o.Side == Side.Buy)?.Id,
                    OrderId = orders.FirstOrDefault()?.Id,
                },
            ],
            to);
    }

    private Finding Changed(int first)
    {
        var end = first;
        while (end < candles.Length && _said.TryGetValue(candles.Span[end].OpenTime, out var seen) && seen.Close != candles.Span[end].Close)
            end++;
        var (from, to, count) = (candles.Span[first].OpenTime, CloseOf(candles.Span[end - 1]), end - first);
        var (cause, why) = causes.OfChanged(from, to);
        causes.Note(candles.Span[end - 1].OpenTime, cause);
        var (was, now) = (_said[from].Close, candles.Span[first].Close);
        var found = new List<ParityDifference>
        {
            new(CloseOf(candles.Span[first]), ParityKind.Candle, cause, $"{(count == 1 ? "The candle" : $"{count:#,0} candles")} from {from:HH:mm} to {to:HH:mm} UTC closed at {was:0.########} when {(count == 1 ? "it was" : "they were")} handled and {(count == 1 ? "is" : "are")} stored with {now:0.########}. {why}")
            {
                Lived = $"{was:0.########}",
                Tried = $"{now:0.########}",
                Candles = count,
            },
        };
        for (var i = first; i < end; i++)
        {
            if (Decision(_said[candles.Span[i].OpenTime], CloseOf(candles.Span[i]), found[0]) is { } differs)
                found.Add(differs);
        }
        return new Finding(found, to);
    }

    /// <param name="before">A difference that was found before it and explains what nothing else does; sizes are not compared then.</param>
    private ParityDifference? Decision(SignalRecord said, DateTimeOffset close, ParityDifference? before)
    {
        _would.TryGetValue(said.OpenTime, out var would);
        var action = would?.Action ?? SignalAction.Hold;
        if (said.Action != action)
        {
            var (cause, why) = causes.OfSignal(said.OpenTime);
            return Made(said, would, close, ParityKind.Signal, cause, $"It said {Word(said.Action)}, the backtest says {Word(action)}. {why}", before);
        }
        if (would is null || said.Fate == SignalFate.Refused && would.Fate == SignalFate.Refused)
            return null;
        if (said.Fate != would.Fate)
        {
            var (cause, why) = said.Fate == SignalFate.Ordered
                ? (ParityCause.Unexplained, $"The backtest makes no order: {would.FateReason}")
                : causes.OfRefusal(said);
            return Made(said, would, close, ParityKind.Order, cause, $"{Word(said.Action)} at {said.Close:0.########}: {why}", before);
        }
        return said.Fate == SignalFate.Ordered && before is null ? fills.Size(said.OrderId, would.OrderId, close) : null;
    }

    private ParityDifference Made(SignalRecord said, SignalRecord? would, DateTimeOffset close, ParityKind kind, ParityCause cause, string sentence, ParityDifference? before)
    {
        if (cause == ParityCause.Unexplained && before is not null)
            (cause, sentence) = (before.Cause, $"{sentence} It follows from the difference before it.");
        var (livedId, triedId) = (said.OrderId, would?.OrderId);
        var side = (said.Fate == SignalFate.Ordered ? said.Action : would?.Action) ?? said.Action;
        var gap = livedId is null && triedId is null ? 0
            : side == SignalAction.Buy ? (livedId is null ? 0 : gaps.OfLived(livedId)) - (triedId is null ? 0 : gaps.OfTried(triedId))
            : gaps.OfExit(fills.QuantityOf(livedId, triedId), fills.LivedPrice(livedId), fills.TriedPrice(triedId), close);
        return new ParityDifference(close, kind, cause, sentence)
        {
            Lived = FateOf(said),
            Tried = would is null ? "HOLD" : FateOf(would),
            OrderId = livedId ?? triedId,
            TradeId = side == SignalAction.Buy ? livedId ?? triedId : fills.TradeAt(close),
            Gap = gap,
        };
    }

    private static string Word(SignalAction action) => action.ToString().ToUpperInvariant();

    private static string FateOf(SignalRecord signal) => signal.Action == SignalAction.Hold ? "HOLD" : $"{Word(signal.Action)}, " + signal.Fate switch
    {
        SignalFate.Ordered => "ordered",
        SignalFate.Refused => signal.Late ? "late" : "refused",
        _ => "nothing to do",
    };
}
