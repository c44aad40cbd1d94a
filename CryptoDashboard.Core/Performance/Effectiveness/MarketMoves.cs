using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Performance.Effectiveness;

/// <summary>How a market moved after each of its candles.</summary>
/// <param name="candles">Closed candles, ascending, each once.</param>
public sealed class MarketMoves(IReadOnlyList<Candle> candles, Timeframe timeframe)
{
    private readonly double?[] _drift = [.. SignalOutcome.Horizons.Select(h => Mean(candles, timeframe, h))];

    /// <summary>The outcome of a signal of this market and timeframe.</summary>
    public SignalOutcome Of(SignalRecord signal, string strategy)
    {
        var sign = signal.Action == SignalAction.Sell ? -1 : 1;
        return new SignalOutcome
        {
            Strategy = strategy,
            Market = signal.Market,
            Timeframe = timeframe,
            At = signal.OpenTime + timeframe.Duration,
            Action = signal.Action,
            Strength = signal.Strength,
            Fate = signal.Fate,
            Moves = [.. SignalOutcome.Horizons.Select(h => sign * After(signal.OpenTime.ToUnixTimeMilliseconds(), signal.Close, h))],
            Drift = [.. _drift.Select(d => sign * d)],
        };
    }

    private double? After(long openMs, double close, int horizon)
    {
        var target = openMs + (horizon * timeframe.Milliseconds);
        if (candles.Count == 0 || candles[^1].OpenMs < target || close <= 0)
            return null;
        // Where nobody traded in that candle, the close before it still stood; none may be the signal's own or older.
        var at = LastAtOrBefore(target);
        return at >= 0 && candles[at].OpenMs > openMs ? (candles[at].Close / close) - 1 : null;
    }

    private int LastAtOrBefore(long openMs)
    {
        var (low, high) = (0, candles.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (candles[middle].OpenMs <= openMs)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return high;
    }

    private static double? Mean(IReadOnlyList<Candle> candles, Timeframe timeframe, int horizon)
    {
        var (sum, count, to) = (0.0, 0, 0);
        for (var from = 0; from < candles.Count; from++)
        {
            var target = candles[from].OpenMs + (horizon * timeframe.Milliseconds);
            while (to + 1 < candles.Count && candles[to].OpenMs < target)
                to++;
            if (candles[to].OpenMs != target || candles[from].Close <= 0)
                continue;
            sum += (candles[to].Close / candles[from].Close) - 1;
            count++;
        }
        return count == 0 ? null : sum / count;
    }
}
