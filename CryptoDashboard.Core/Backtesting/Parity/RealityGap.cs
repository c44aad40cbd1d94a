namespace CryptoDashboard.Core.Backtesting.Parity;

/// <summary>How far a bot's life stays behind its backtests, as a share of what it traded.</summary>
/// <param name="Ratio">Gap / value traded: −0.001 means that of 1,000 traded 1 more was lost than backtests say. Null where too little is known.</param>
/// <param name="Trades">Round trips that it rests on.</param>
/// <param name="Days">With a report.</param>
/// <param name="Why">Why there is no ratio, as a sentence; null where there is one.</param>
public sealed record RealityGap(decimal? Ratio, int Trades, int Days, string? Why)
{
    /// <summary>With fewer round trips it would be an anecdote.</summary>
    public const int LeastTrades = 5;

    /// <summary>Days it looks back over.</summary>
    public const int Window = 30;

    /// <summary>Whether it is known and less than half a hundredth of a percent: life did what the backtests did.</summary>
    public bool IsNone => Ratio is { } ratio && Math.Abs(ratio) < 0.00005m;

    public static RealityGap Of(IReadOnlyList<ParityHeadline> days)
    {
        var (trades, traded, gap) = (days.Sum(d => d.Trades), days.Sum(d => d.Traded), days.Sum(d => d.Gap));
        var why = days.Count == 0 ? "No day was compared yet; each is in the night after it."
            : trades < LeastTrades ? $"{trades switch { 0 => "No trade", 1 => "1 trade", _ => $"{trades} trades" }} in {(days.Count == 1 ? "1 day" : $"{days.Count} days")}: too few to say."
            : traded == 0 ? "Nothing was traded that the backtests traded."
            : null;
        return new RealityGap(why is null ? gap / traded : null, trades, days.Count, why);
    }

    /// <summary>Gap and value summed from the first day to each: how the ratio settled; only days from which on there is one.</summary>
    public static IReadOnlyList<(DateOnly Day, decimal Ratio)> Trend(IReadOnlyList<ParityHeadline> days)
    {
        var trend = new List<(DateOnly, decimal)>();
        for (var i = 1; i <= days.Count; i++)
        {
            if (Of([.. days.Take(i)]).Ratio is { } ratio)
                trend.Add((days[i - 1].Day, ratio));
        }
        return trend;
    }
}
