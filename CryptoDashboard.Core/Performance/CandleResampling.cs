using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Performance;

/// <summary>
/// Other histories that could have been: blocks of candles drawn with putting back (moving block bootstrap, Künsch 1989) and strung
/// together. Each candle keeps its shape, that is its four prices over the close before it, and its volume; times stay those of the
/// original. Inside a block everything that follows one another stays, such as quiet and wild hours; what reaches further is lost.
/// </summary>
public static class CandleResampling
{
    /// <summary>As many candles again, beginning at the original's first candle. The same seed and run give the same candles.</summary>
    /// <param name="candles">Two or more, without a price of zero.</param>
    /// <param name="block">Candles to a block, 1 or more; a day's worth keeps the daily rhythm.</param>
    /// <param name="run">Which of many histories of this seed.</param>
    public static Candle[] Draw(ReadOnlySpan<Candle> candles, int block, ulong seed, int run)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block);
        if (candles.Length < 2)
            throw new ArgumentException("Two candles or more are needed.", nameof(candles));
        block = Math.Min(block, candles.Length - 1);
        var dice = Dice.OfRun(seed, run);
        var drawn = new Candle[candles.Length];
        drawn[0] = candles[0];
        var source = 0;
        for (var i = 1; i < drawn.Length; i++)
        {
            // A block begins anywhere that leaves it whole; the first candle has none before it and is never drawn.
            source = (i - 1) % block == 0 ? 1 + dice.Below(candles.Length - block) : source + 1;
            drawn[i] = After(drawn[i - 1].Close, candles[source - 1].Close, candles[source], candles[i].OpenMs);
        }
        return drawn;
    }

    /// <summary>Block length when none is chosen: a day of candles, but at most a tenth of all.</summary>
    public static int DefaultBlock(int candles, Time.Timeframe timeframe) => Math.Clamp(1440 / timeframe.Minutes, 1, Math.Max(1, candles / 10));

    // Rounding keeps the order of the four prices: dividing and multiplying by the same positive number is monotone.
    private static Candle After(double close, double before, in Candle shape, long openMs) => new(
        openMs, close * (shape.Open / before), close * (shape.High / before), close * (shape.Low / before), close * (shape.Close / before), shape.Volume);
}
