namespace CryptoDashboard.Core.Performance;

/// <summary>How trades are drawn.</summary>
public enum ResamplingKind
{
    /// <summary>The same trades in another order: the end is the same, the way there is not.</summary>
    Shuffle,

    /// <summary>As many trades drawn with putting back: some come twice, some not at all, and the end differs too.</summary>
    Bootstrap,
}

/// <summary>
/// Monte Carlo over the order of trades: what the same trades could have looked like with other luck. Each trade counts as the share it
/// changed the equity by, and shares compound. Trades are taken as independent and one after the other; runs of several markets that hold
/// at the same time are flattered by it.
/// </summary>
/// <param name="Runs">Simulated.</param>
/// <param name="FinalEquity">Quote units.</param>
/// <param name="MaxDrawdown">By closed trades; 0.2 = 20 %.</param>
/// <param name="ProbabilityOfLoss">Share of runs that end below the start.</param>
/// <param name="ProbabilityOfHalving">Share of runs that fall to half of their highest equity at some time.</param>
/// <param name="Steps">After how many trades each band of the fan was taken; the first is 0.</param>
/// <param name="Fan">Equity at those steps.</param>
public sealed record TradeResampling(
    ResamplingKind Kind, ulong Seed, int Runs, Band FinalEquity, Band MaxDrawdown, double ProbabilityOfLoss, double ProbabilityOfHalving, IReadOnlyList<int> Steps, IReadOnlyList<Band> Fan)
{
    public const int LeastTrades = 10;

    private const int FanSteps = 100;

    /// <summary>The same seed gives the same result, on however many cores; null where there are fewer than ten trades.</summary>
    /// <param name="runs">100 to 100,000.</param>
    public static TradeResampling? Of(decimal start, IReadOnlyList<decimal> profits, ResamplingKind kind, int runs = 2_000, ulong seed = 1, CancellationToken cancel = default)
    {
        if (runs is < 100 or > 100_000)
            throw new ArgumentOutOfRangeException(nameof(runs), runs, "Between 100 and 100,000 runs are possible.");
        if (profits.Count < LeastTrades || start <= 0)
            return null;
        var shares = Shares(start, profits);
        var steps = Enumerable.Range(0, Math.Min(FanSteps, shares.Length) + 1).Select(i => (int)((long)i * shares.Length / Math.Min(FanSteps, shares.Length))).ToArray();
        var (ends, falls) = (new double[runs], new double[runs]);
        var paths = new double[steps.Length][];
        for (var i = 0; i < paths.Length; i++)
            paths[i] = new double[runs];
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = cancel }, () => new double[shares.Length], (run, _, drawn) =>
        {
            Draw(Dice.OfRun(seed, run), shares, drawn, kind);
            Walk((double)start, drawn, steps, run, paths, ends, falls);
            return drawn;
        }, _ => { });
        var (lost, halved) = (ends.Count(e => e < (double)start * (1 - 1e-12)), falls.Count(f => f >= 0.5));
        return new(kind, seed, runs, Band.Of(ends), Band.Of(falls), (double)lost / runs, (double)halved / runs, steps, [.. paths.Select(Band.Of)]);
    }

    private static double[] Shares(decimal start, IReadOnlyList<decimal> profits)
    {
        var shares = new double[profits.Count];
        var equity = start;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = equity > 0 ? Math.Max(-1, (double)(profits[i] / equity)) : 0;
            equity += profits[i];
        }
        return shares;
    }

    private static void Draw(Dice dice, double[] shares, double[] drawn, ResamplingKind kind)
    {
        if (kind == ResamplingKind.Bootstrap)
        {
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = shares[dice.Below(shares.Length)];
            return;
        }
        shares.CopyTo(drawn, 0);
        dice.Shuffle(drawn.AsSpan());
    }

    private static void Walk(double start, double[] drawn, int[] steps, int run, double[][] paths, double[] ends, double[] falls)
    {
        var (equity, peak, fall, step) = (start, start, 0d, 0);
        for (var i = 0; i <= drawn.Length; i++)
        {
            if (i > 0)
                equity *= 1 + drawn[i - 1];
            peak = Math.Max(peak, equity);
            fall = Math.Max(fall, 1 - (equity / peak));
            if (i == steps[step])
                paths[step++][run] = equity;
        }
        (ends[run], falls[run]) = (equity, fall);
    }
}
