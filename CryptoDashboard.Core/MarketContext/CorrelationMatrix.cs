using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>How alike the moves of several markets were.</summary>
public static class CorrelationMatrix
{
    /// <summary>Fewer returns in common say nothing.</summary>
    public const int LeastReturns = 10;

    /// <summary>
    /// Pearson's correlation of log returns, −1 to 1, of each pair over the candles both have; null where they have too few in common or
    /// one did not move.
    /// </summary>
    /// <param name="series">Of each market, oldest first.</param>
    /// <param name="timeframe">A return across a hole in the candles is left out.</param>
    public static double?[,] Of(IReadOnlyList<IReadOnlyList<Candle>> series, Timeframe timeframe)
    {
        var returns = series.Select(s => Returns(s, timeframe)).ToList();
        var matrix = new double?[series.Count, series.Count];
        for (var row = 0; row < series.Count; row++)
        {
            for (var column = row; column < series.Count; column++)
                matrix[row, column] = matrix[column, row] = Pair(returns[row], returns[column]);
        }
        return matrix;
    }

    private static Dictionary<long, double> Returns(IReadOnlyList<Candle> candles, Timeframe timeframe)
    {
        var returns = new Dictionary<long, double>(candles.Count);
        for (var i = 1; i < candles.Count; i++)
        {
            if (candles[i].OpenMs - candles[i - 1].OpenMs == timeframe.Milliseconds && candles[i].Close > 0 && candles[i - 1].Close > 0)
                returns[candles[i].OpenMs] = Math.Log(candles[i].Close / candles[i - 1].Close);
        }
        return returns;
    }

    private static double? Pair(Dictionary<long, double> one, Dictionary<long, double> other)
    {
        var both = one.Where(r => other.ContainsKey(r.Key)).Select(r => (A: r.Value, B: other[r.Key])).ToList();
        if (both.Count < LeastReturns)
            return null;
        var (meanA, meanB) = (both.Average(r => r.A), both.Average(r => r.B));
        var (squareA, squareB, product) = (0.0, 0.0, 0.0);
        foreach (var (a, b) in both)
        {
            squareA += (a - meanA) * (a - meanA);
            squareB += (b - meanB) * (b - meanB);
            product += (a - meanA) * (b - meanB);
        }
        return squareA > 0 && squareB > 0 ? Math.Clamp(product / Math.Sqrt(squareA * squareB), -1, 1) : null;
    }
}
