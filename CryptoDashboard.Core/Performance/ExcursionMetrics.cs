namespace CryptoDashboard.Core.Performance;

/// <summary>
/// How far prices went against trades and for them while they were open (Sweeney 1996): where a stop would have cut winners off, and how
/// much of the way was kept. Shares of the entry price.
/// </summary>
public sealed record ExcursionMetrics
{
    /// <summary>Mean adverse excursion of the winners, zero or below.</summary>
    public required Figure AverageMaeWinners { get; init; }

    public required Figure AverageMaeLosers { get; init; }

    /// <summary>Mean favourable excursion of the winners.</summary>
    public required Figure AverageMfeWinners { get; init; }

    public required Figure AverageMfeLosers { get; init; }

    /// <summary>Mean favourable / |mean adverse| of all trades: above 1, entries were followed by more rise than fall.</summary>
    public required Figure EdgeRatio { get; init; }

    /// <summary>Σ price gain / Σ favourable excursion of the winners: what part of the way up was kept.</summary>
    public required Figure ExitEfficiency { get; init; }

    /// <summary>The adverse excursion that nine of ten winners stayed above: a stop beyond it would have cut off one in ten.</summary>
    public required Figure StopForNineOfTenWinners { get; init; }

    public static ExcursionMetrics Of(IReadOnlyList<FinishedTrade> trades, Basis basis)
    {
        var winners = trades.Where(t => t.Profit > 0).ToList();
        var losers = trades.Where(t => t.Profit < 0).ToList();
        var thin = basis.LackOfTrades(trades.Count);
        var adverse = winners.Select(t => t.Worst).Order().ToArray();
        return new()
        {
            AverageMaeWinners = Mean(winners, t => t.Worst, "No trade won."),
            AverageMaeLosers = Mean(losers, t => t.Worst, "No trade lost."),
            AverageMfeWinners = Mean(winners, t => t.Best, "No trade won."),
            AverageMfeLosers = Mean(losers, t => t.Best, "No trade lost."),
            EdgeRatio = Figure.Quotient(trades.Sum(t => t.Best), -trades.Sum(t => t.Worst), "No price went against a trade.").Unless(thin),
            ExitEfficiency = Figure.Quotient(winners.Sum(Gain), winners.Sum(t => t.Best), "No trade won.").Unless(thin),
            StopForNineOfTenWinners = (adverse.Length == 0 ? Figure.None("No trade won.") : Figure.Of(Moments.Quantile(adverse, 0.1))).Unless(thin),
        };
    }

    private static double Gain(FinishedTrade trade) => trade.Trade is { EntryPrice: { } entry and not 0, ExitPrice: { } exit } ? (double)((exit / entry) - 1) : 0;

    private static Figure Mean(List<FinishedTrade> trades, Func<FinishedTrade, double> of, string none) =>
        trades.Count == 0 ? Figure.None(none) : Figure.Of(trades.Average(of));
}
