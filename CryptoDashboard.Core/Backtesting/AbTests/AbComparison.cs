using CryptoDashboard.Core.Performance;

namespace CryptoDashboard.Core.Backtesting.AbTests;

/// <summary>
/// Whether one of two curves over the same time is better, or luckier: the mean difference of their returns block by block, with an interval
/// by stationary block bootstrap. Both see the same market in each block, so its moves cancel out as far as both take part in them.
/// </summary>
public sealed record AbComparison
{
    /// <summary>With fewer blocks nothing is said: the interval itself would be chance.</summary>
    public const int LeastBlocks = 20;

    private const double MonthDays = 365.25 / 12;

    /// <summary>Length of a block.</summary>
    public required TimeSpan Block { get; init; }

    /// <summary>Blocks in which both are known.</summary>
    public required int Blocks { get; init; }

    /// <summary>Time both are known for, days.</summary>
    public double Days => Blocks * Block.TotalDays;

    /// <summary>Return of each over that time.</summary>
    public required double ReturnA { get; init; }

    public required double ReturnB { get; init; }

    /// <summary>Mean return of B minus that of A, a month; null where too little is known.</summary>
    public double? Difference { get; init; }

    /// <summary>The middle 95 of a hundred.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Whether the interval leaves zero out.</summary>
    public bool IsSignificant => Low > 0 || High < 0;

    /// <summary>
    /// Days in all after which a difference like this one would show in four of five tests (power 0.8 at 5 %, Lehr's rule); null where there
    /// is none, or it would take longer than fifty years.
    /// </summary>
    public double? NeededDays { get; init; }

    /// <summary>Compares two curves where both are known.</summary>
    /// <param name="a">Equity at the ends of blocks, oldest first; the first sample is the start.</param>
    /// <param name="block">The spacing of the samples.</param>
    public static AbComparison Of(IReadOnlyList<EquitySample> a, IReadOnlyList<EquitySample> b, TimeSpan block, ulong seed = 1)
    {
        var (equityA, equityB) = (AtEnds(a, block), AtEnds(b, block));
        var ends = equityA.Keys.Intersect(equityB.Keys).Order().ToList();
        var differences = new List<double>();
        for (var i = 1; i < ends.Count; i++)
        {
            // A block in which one stood still and nothing is known of it is left out, not taken for a quiet one.
            if (ends[i] - ends[i - 1] == 1)
                differences.Add((equityB[ends[i]] / equityB[ends[i - 1]]) - (equityA[ends[i]] / equityA[ends[i - 1]]));
        }
        var comparison = new AbComparison
        {
            Block = block,
            Blocks = differences.Count,
            ReturnA = ends.Count < 2 ? 0 : (equityA[ends[^1]] / equityA[ends[0]]) - 1,
            ReturnB = ends.Count < 2 ? 0 : (equityB[ends[^1]] / equityB[ends[0]]) - 1,
        };
        if (differences.Count < LeastBlocks)
            return comparison;
        var drawn = StationaryBootstrap.Of(differences, seed: seed);
        var month = MonthDays / block.TotalDays;
        return comparison with { Difference = drawn.Mean * month, Low = drawn.Low * month, High = drawn.High * month, NeededDays = Needed(drawn, differences.Count, block) };
    }

    /// <summary>Which block suits a stretch of time: a day where there are sixty of them, else an hour, else a candle.</summary>
    public static TimeSpan BlockFor(TimeSpan known, TimeSpan candle) => known >= TimeSpan.FromDays(60) ? Larger(TimeSpan.FromDays(1), candle)
        : known >= TimeSpan.FromHours(60) ? Larger(TimeSpan.FromHours(1), candle)
        : candle;

    /// <summary>The whole of it in a sentence.</summary>
    public string Sentence()
    {
        var known = Days >= 2 ? $"{Days:0} days" : Days * 24 >= 2 ? $"{Days * 24:0} hours" : $"{Days * 24 * 60:0} minutes";
        if (Difference is not { } difference || Low is not { } low || High is not { } high)
            return Blocks == 0 ? "Nothing is known of both yet." : $"After {known} both are known for {Blocks} of the {LeastBlocks} stretches of time that a first comparison needs.";
        if (difference == 0 && low == 0 && high == 0)
            return $"After {known} both have done the same.";
        var (ahead, behind) = difference >= 0 ? ("B", "A") : ("A", "B");
        var interval = $"95 % interval of B minus A: {Signed(low)} to {Signed(high)} a month";
        return IsSignificant
            ? $"After {known} {ahead} is ahead of {behind} by {Math.Abs(difference):0.0 %} a month; chance alone hardly makes that ({interval})."
            : $"After {known} {ahead} is ahead by {Math.Abs(difference):0.0 %} a month; that may well be chance ({interval}).";
    }

    /// <summary>How much longer it has to go on, in a sentence; null where that is not known.</summary>
    public string? Patience() => Difference is null || IsSignificant ? null
        : NeededDays is not { } needed ? "The two are so alike that no test of a bearable length would tell them apart."
        : needed <= Days ? "By its length it should have shown by now if the difference were what it looks like: go on a little, and believe it less."
        : $"If the difference stays as it is, it takes about {(needed < 2 ? $"{needed * 24:0} hours" : needed < 120 ? $"{needed:0} days" : needed < 730 ? $"{needed / MonthDays:0} months" : $"{needed / 365.25:0} years")} in all until it shows.";

    private static Dictionary<long, double> AtEnds(IReadOnlyList<EquitySample> samples, TimeSpan block)
    {
        var ends = new Dictionary<long, double>();
        foreach (var sample in samples)
        {
            if (sample.Equity > 0)
                // The end of a block belongs to it.
                ends[(sample.At.UtcTicks + block.Ticks - 1) / block.Ticks] = sample.Equity;
        }
        return ends;
    }

    private static double? Needed(StationaryBootstrap drawn, int blocks, TimeSpan block)
    {
        if (drawn.Mean == 0 || drawn.Deviation == 0)
            return null;
        // The error falls with the root of the length; (1.96 + 0.84)² = 7.85 is what power 0.8 at 5 % asks of mean² / error².
        var days = 7.85 * blocks * Math.Pow(drawn.Deviation / drawn.Mean, 2) * block.TotalDays;
        return days > 50 * 365.25 ? null : days;
    }

    private static TimeSpan Larger(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static string Signed(double ratio) => $"{(ratio < 0 ? "−" : "+")}{Math.Abs(ratio):0.0 %}";
}
