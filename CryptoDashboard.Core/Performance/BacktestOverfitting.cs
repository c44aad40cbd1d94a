using System.Numerics;

namespace CryptoDashboard.Core.Performance;

/// <summary>
/// Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu 2015): the
/// time is cut into an even number of blocks; each half of them chooses the best of all tries by its Sharpe ratio, the other half tells
/// where that one stands among all. The probability is the share of halves whose choice ends in the lower half.
/// </summary>
/// <param name="Probability">0 to 1; 0.5 is what choosing blindly gives.</param>
/// <param name="Logits">ln(ω / (1 − ω)) of each half, ω the relative rank of its choice out of sample; sorted.</param>
/// <param name="ProbabilityOfLoss">Share of halves whose choice has a Sharpe ratio below zero out of sample.</param>
/// <param name="Degradation">Slope of the choice's ratio out of sample over that in sample, by least squares; below zero, the better it looked the worse it did.</param>
public sealed record BacktestOverfitting(Figure Probability, IReadOnlyList<double> Logits, Figure ProbabilityOfLoss, Figure Degradation)
{
    /// <param name="returns">One row per try, each with the returns of the same periods.</param>
    /// <param name="blocks">Even, 4 to 20; 16 gives 12,870 halves.</param>
    /// <exception cref="ArgumentException">The rows differ in length, or the number of blocks is none of these.</exception>
    public static BacktestOverfitting Of(IReadOnlyList<double[]> returns, int blocks = 16, CancellationToken cancel = default)
    {
        if (blocks is < 4 or > 20 || blocks % 2 != 0)
            throw new ArgumentException($"{blocks} blocks: an even number from 4 to 20 is needed.", nameof(blocks));
        if (returns.Any(r => r.Length != returns[0].Length))
            throw new ArgumentException("Every try needs the returns of the same periods.", nameof(returns));
        if (returns.Count < 2)
            return None("It needs two tries or more.");
        if (returns[0].Length < blocks * 2)
            return None($"{returns[0].Length} periods are too few for {blocks} blocks; {blocks * 2} are needed.");
        var sums = returns.Select(r => BlockSums(r, blocks)).ToArray();
        var lengths = Enumerable.Range(0, blocks).Select(b => Edge(returns[0].Length, blocks, b + 1) - Edge(returns[0].Length, blocks, b)).ToArray();
        var halves = Enumerable.Range(0, 1 << blocks).Where(m => BitOperations.PopCount((uint)m) == blocks / 2).ToArray();
        var results = new (double Logit, double In, double Out)[halves.Length];
        Parallel.For(0, halves.Length, new ParallelOptions { CancellationToken = cancel }, i => results[i] = Half(sums, lengths, halves[i]));
        return new(
            Figure.Of((double)results.Count(r => r.Logit <= 0) / results.Length),
            [.. results.Select(r => r.Logit).Order()],
            Figure.Of((double)results.Count(r => r.Out < 0) / results.Length),
            Slope(results));
    }

    private static BacktestOverfitting None(string why) => new(Figure.None(why), [], Figure.None(why), Figure.None(why));

    private static int Edge(int periods, int blocks, int block) => (int)((long)block * periods / blocks);

    private static (double Sum, double Squares)[] BlockSums(double[] returns, int blocks)
    {
        var sums = new (double Sum, double Squares)[blocks];
        for (var block = 0; block < blocks; block++)
        {
            for (var i = Edge(returns.Length, blocks, block); i < Edge(returns.Length, blocks, block + 1); i++)
                sums[block] = (sums[block].Sum + returns[i], sums[block].Squares + (returns[i] * returns[i]));
        }
        return sums;
    }

    private static (double Logit, double In, double Out) Half((double Sum, double Squares)[][] sums, int[] lengths, int half)
    {
        var outside = new double[sums.Length];
        var (best, bestRatio) = (0, double.NegativeInfinity);
        for (var n = 0; n < sums.Length; n++)
        {
            (double Sum, double Squares, int Count) inner = default, outer = default;
            for (var block = 0; block < lengths.Length; block++)
            {
                var (sum, squares) = sums[n][block];
                if ((half >> block & 1) != 0)
                    inner = (inner.Sum + sum, inner.Squares + squares, inner.Count + lengths[block]);
                else
                    outer = (outer.Sum + sum, outer.Squares + squares, outer.Count + lengths[block]);
            }
            outside[n] = Sharpe(outer.Sum, outer.Squares, outer.Count);
            var ratio = Sharpe(inner.Sum, inner.Squares, inner.Count);
            if (ratio > bestRatio)
                (best, bestRatio) = (n, ratio);
        }
        var (below, equal) = (0, 0);
        foreach (var ratio in outside)
        {
            below += ratio < outside[best] ? 1 : 0;
            equal += ratio == outside[best] ? 1 : 0;
        }
        // Ties share their ranks' mean, so that a field of equal tries lands in the middle.
        var rank = below + ((equal + 1) / 2d);
        var share = rank / (sums.Length + 1);
        return (Math.Log(share / (1 - share)), bestRatio, outside[best]);
    }

    /// <summary>mean / sd; 0 of a try that did nothing.</summary>
    private static double Sharpe(double sum, double squares, int count)
    {
        var mean = sum / count;
        var variance = (squares - (sum * mean)) / (count - 1);
        return variance <= 1e-13 * squares / count ? Math.Sign(Math.Round(mean, 15)) : mean / Math.Sqrt(variance);
    }

    private static Figure Slope((double Logit, double In, double Out)[] halves)
    {
        var (meanIn, meanOut) = (halves.Average(h => h.In), halves.Average(h => h.Out));
        return Figure.Quotient(halves.Sum(h => (h.In - meanIn) * (h.Out - meanOut)), halves.Sum(h => (h.In - meanIn) * (h.In - meanIn)), "Every half chose an equally good one.");
    }
}
