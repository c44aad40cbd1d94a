using CryptoDashboard.Core.Indicators;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Signals;

namespace CryptoDashboard.Core.Strategies.Checks;

/// <summary>
/// Is the declared warm-up enough? Averages that never forget (EMA, RSI, ATR) differ for a while, depending on where they began; a strategy
/// that counts (grid, DCA) may differ for ever. At some places of the history the strategy is begun anew, one, two, five times … its
/// warm-up before, and compared with the one that saw everything.
/// </summary>
public static class WarmUpCheck
{
    private static readonly int[] Times = [1, 2, 5, 10, 20];

    /// <param name="candles">In order of time; more than twice the largest start is needed for all rows.</param>
    /// <param name="points">Places compared, evenly spread over the second half.</param>
    public static WarmUpReport Run(Func<IStrategy> make, IReadOnlyList<Candle> candles, int points = 40, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        var whole = make();
        var places = Enumerable.Range(1, points).Select(i => (int)((candles.Count / 2) + ((long)(candles.Count - (candles.Count / 2)) * i / points) - 1)).Where(p => p >= 0).Distinct().ToList();
        var said = new Dictionary<int, Said>();
        for (var i = 0; i < candles.Count; i++)
        {
            var signal = whole.Next(candles[i]);
            if (places.Contains(i))
                said[i] = new Said(signal, whole.Values());
            if (i % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
        }
        var rows = new List<WarmUpRow>();
        foreach (var times in Times)
        {
            var length = times * whole.WarmUp;
            if (length * 2L <= candles.Count)
                rows.Add(Compare(make, candles, places, said, times, length, cancel));
        }
        return new WarmUpReport(candles.Count, whole.WarmUp, rows);
    }

    private static WarmUpRow Compare(Func<IStrategy> make, IReadOnlyList<Candle> candles, List<int> places, Dictionary<int, Said> said, int times, int length, CancellationToken cancel)
    {
        var (others, largest, name) = (0, 0d, "");
        foreach (var place in places)
        {
            cancel.ThrowIfCancellationRequested();
            var fresh = make();
            var signal = Signal.WarmingUp;
            for (var i = place - length + 1; i <= place; i++)
                signal = fresh.Next(candles[i]);
            others += signal.Action == said[place].Signal.Action ? 0 : 1;
            foreach (var (here, there) in fresh.Values().Zip(said[place].Values))
            {
                var apart = Apart(here.Value, there.Value, Scale(said, there.Name));
                if (apart > largest)
                    (largest, name) = (apart, there.Name);
            }
        }
        return new WarmUpRow(times, length, places.Count, others, largest, name);
    }

    // Of what the value usually is: one that swings around 0 would else differ endlessly where it happens to be near it.
    private static double Scale(Dictionary<int, Said> said, string name) =>
        said.Values.SelectMany(s => s.Values).Where(v => v.Name == name && double.IsFinite(v.Value)).Select(v => Math.Abs(v.Value)).DefaultIfEmpty(0).Average();

    private static double Apart(double here, double there, double scale)
    {
        if (here.Equals(there))
            return 0;
        return double.IsFinite(here) && double.IsFinite(there) ? Math.Abs(here - there) / Math.Max(scale, Math.Abs(there)) : 1;
    }

    private sealed record Said(Signal Signal, IReadOnlyList<IndicatorValue> Values);
}
