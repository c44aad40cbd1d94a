using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.Checks;

/// <summary>
/// Does a strategy know what it cannot know? It is run on the whole history and on histories that end earlier: where a signal differs, it
/// had used candles that had not closed yet. A strategy is given one candle after the other, so the usual way to look ahead is in its
/// making: a model trained on all candles, a scale taken from all of them.
/// </summary>
public static class LookAheadCheck
{
    /// <param name="make">Makes the strategy anew; the candles are all that it may know then.</param>
    /// <param name="candles">In order of time.</param>
    /// <param name="cuts">Histories cut short, evenly spread; each costs a run over its length.</param>
    public static LookAheadReport Run(Func<IReadOnlyList<Candle>, IStrategy> make, IReadOnlyList<Candle> candles, int cuts = 20, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cuts, 1);
        var strategy = make(candles);
        var ends = Enumerable.Range(1, cuts).Select(i => (int)((long)candles.Count * i / (cuts + 1))).Where(end => end > strategy.WarmUp).Distinct().ToList();
        var whole = new Signal[candles.Count];
        var values = new Dictionary<int, IReadOnlyList<IndicatorValue>>();
        for (var i = 0; i < candles.Count; i++)
        {
            whole[i] = strategy.Next(candles[i]);
            if (ends.Contains(i + 1))
                values[i + 1] = strategy.Values();
            if (i % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
        }
        var compared = 0L;
        var departures = new List<LookAheadDeparture>();
        foreach (var end in ends)
        {
            cancel.ThrowIfCancellationRequested();
            IReadOnlyList<Candle> known = [.. candles.Take(end)];
            if (FirstDeparture(make(known), known, whole, values[end], ref compared) is { } departure)
                departures.Add(departure);
        }
        return new LookAheadReport(candles.Count, strategy.WarmUp, ends.Count, compared, departures);
    }

    /// <summary>For a strategy whose making needs no candles.</summary>
    public static LookAheadReport Run(Func<IStrategy> make, IReadOnlyList<Candle> candles, int cuts = 20, CancellationToken cancel = default) =>
        Run(_ => make(), candles, cuts, cancel);

    private static LookAheadDeparture? FirstDeparture(IStrategy strategy, IReadOnlyList<Candle> known, Signal[] whole, IReadOnlyList<IndicatorValue> values, ref long compared)
    {
        for (var i = 0; i < known.Count; i++)
        {
            var signal = strategy.Next(known[i]);
            compared++;
            if (signal != whole[i])
                return new(known[i].OpenTime, known[^1].OpenTime, Say(signal), Say(whole[i]));
        }
        foreach (var (then, later) in strategy.Values().Zip(values))
        {
            if (then.Name != later.Name || !then.Value.Equals(later.Value))
                return new(known[^1].OpenTime, known[^1].OpenTime, $"{then.Name} {Figure.Of(then.Value)}", $"{later.Name} {Figure.Of(later.Value)}");
        }
        return null;
    }

    private static string Say(Signal signal) => signal == Signal.WarmingUp ? "still warming up" : $"{signal.Action.ToString().ToUpperInvariant()} with confidence {signal.Confidence:0.00}";
}
