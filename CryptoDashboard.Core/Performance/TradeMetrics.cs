namespace CryptoDashboard.Core.Performance;

/// <summary>
/// What the closed round trips say, each with its profit net of all fees. A win is above zero, a loss below; one of exactly zero is
/// neither, and still counted. Counts, sums and means are always told; ratios need enough trades (<see cref="Basis"/>).
/// </summary>
public sealed record TradeMetrics
{
    public required int Trades { get; init; }

    public required int Wins { get; init; }

    public required int Losses { get; init; }

    public required int Breakeven { get; init; }

    /// <summary>Sum of the wins; quote units.</summary>
    public required decimal GrossProfit { get; init; }

    /// <summary>Sum of the losses, zero or below; quote units.</summary>
    public required decimal GrossLoss { get; init; }

    public required decimal NetProfit { get; init; }

    /// <summary>Σ wins / |Σ losses|.</summary>
    public required Figure ProfitFactor { get; init; }

    /// <summary>Wins / all trades.</summary>
    public required Figure WinRate { get; init; }

    public required Figure AverageWin { get; init; }

    /// <summary>Below zero.</summary>
    public required Figure AverageLoss { get; init; }

    /// <summary>Average win / |average loss|.</summary>
    public required Figure PayoffRatio { get; init; }

    /// <summary>Mean profit of a trade; quote units.</summary>
    public required Figure Expectancy { get; init; }

    /// <summary>Gain expected per unit risked: (1 + payoff) × win rate − 1 (as freqtrade).</summary>
    public required Figure ExpectancyRatio { get; init; }

    /// <summary>Van Tharp's system quality number: √n mean / sd (n − 1), without a cap at 100 trades.</summary>
    public required Figure Sqn { get; init; }

    /// <summary>Probability of a mean profit (as a share of what was paid) at least this far from zero if there were no edge: two-sided t-test, n − 1.</summary>
    public required Figure PValue { get; init; }

    /// <summary>Mean of profit / paid.</summary>
    public required Figure AverageProfitRatio { get; init; }

    public required Figure MedianProfitRatio { get; init; }

    /// <summary>Largest profit / paid.</summary>
    public required Figure BestTrade { get; init; }

    public required Figure WorstTrade { get; init; }

    /// <summary>Largest profit; quote units.</summary>
    public required Figure LargestWin { get; init; }

    public required Figure LargestLoss { get; init; }

    /// <summary>Largest profit / sum of the wins: how much hangs on one trade.</summary>
    public required Figure LargestTradeShare { get; init; }

    /// <summary>Mean of what was paid; quote units.</summary>
    public required Figure AverageStake { get; init; }

    /// <summary>The longest row of wins; a break-even ends it.</summary>
    public required int WinningStreak { get; init; }

    public required int LosingStreak { get; init; }

    public required HoldingTimes HoldingTime { get; init; }

    public required HoldingTimes HoldingTimeWinners { get; init; }

    public required HoldingTimes HoldingTimeLosers { get; init; }

    public static TradeMetrics Of(IReadOnlyList<FinishedTrade> trades, Basis basis)
    {
        const string NoTrades = "No trade was closed.";
        const string NoLoss = "No trade lost.";
        var wins = trades.Where(t => t.Profit > 0).ToList();
        var losses = trades.Where(t => t.Profit < 0).ToList();
        var (grossProfit, grossLoss, net) = (wins.Sum(t => t.Profit), losses.Sum(t => t.Profit), trades.Sum(t => t.Profit));
        var ratios = trades.Select(t => (double)t.Trade.ProfitRatio).ToArray();
        var sorted = ratios.Order().ToArray();
        var profits = Moments.Of([.. trades.Select(t => (double)t.Profit)]);
        var shares = Moments.Of(ratios);
        var thin = basis.LackOfTrades(trades.Count);
        var none = trades.Count == 0 ? NoTrades : null;
        var few = trades.Count < 2 ? "One trade has no spread." : null;
        var averageWin = wins.Count == 0 ? Figure.None("No trade won.") : Figure.Of((double)grossProfit / wins.Count);
        var averageLoss = losses.Count == 0 ? Figure.None(NoLoss) : Figure.Of((double)grossLoss / losses.Count);
        var payoff = averageWin.Value is { } win && averageLoss.Value is { } loss ? Figure.Of(win / -loss) : averageWin.Value is null ? averageWin : averageLoss;
        return new()
        {
            Trades = trades.Count,
            Wins = wins.Count,
            Losses = losses.Count,
            Breakeven = trades.Count - wins.Count - losses.Count,
            GrossProfit = grossProfit,
            GrossLoss = grossLoss,
            NetProfit = net,
            ProfitFactor = Figure.Quotient((double)grossProfit, -(double)grossLoss, NoLoss).Unless(thin ?? none),
            WinRate = Figure.Of(trades.Count == 0 ? double.NaN : (double)wins.Count / trades.Count, NoTrades),
            AverageWin = averageWin,
            AverageLoss = averageLoss,
            PayoffRatio = payoff.Unless(thin ?? none),
            Expectancy = Figure.Of(profits.Mean).Unless(none),
            ExpectancyRatio = (payoff.Value is { } ratio ? Figure.Of(((1 + ratio) * wins.Count / trades.Count) - 1) : payoff).Unless(thin ?? none),
            Sqn = Figure.Quotient(profits.Mean, profits.Deviation, "Every trade made the same.").Times(Math.Sqrt(trades.Count)).Unless(thin ?? none ?? few),
            PValue = Surprise(shares).Unless(thin ?? none ?? few),
            AverageProfitRatio = Figure.Of(shares.Mean).Unless(none),
            MedianProfitRatio = Figure.Of(sorted.Length == 0 ? double.NaN : Moments.Quantile(sorted, 0.5), NoTrades),
            BestTrade = Figure.Of(sorted.Length == 0 ? double.NaN : sorted[^1], NoTrades),
            WorstTrade = Figure.Of(sorted.Length == 0 ? double.NaN : sorted[0], NoTrades),
            LargestWin = wins.Count == 0 ? averageWin : Figure.Of(wins.Max(t => t.Profit)),
            LargestLoss = losses.Count == 0 ? averageLoss : Figure.Of(losses.Min(t => t.Profit)),
            LargestTradeShare = wins.Count == 0 ? averageWin : Figure.Of((double)(wins.Max(t => t.Profit) / grossProfit)),
            AverageStake = Figure.Of(trades.Count == 0 ? double.NaN : (double)trades.Average(t => t.Trade.Paid), NoTrades),
            WinningStreak = Streak(trades, 1),
            LosingStreak = Streak(trades, -1),
            HoldingTime = HoldingTimes.Of(trades),
            HoldingTimeWinners = HoldingTimes.Of(wins),
            HoldingTimeLosers = HoldingTimes.Of(losses),
        };
    }

    private static Figure Surprise(Moments shares) => shares.Count < 2 || shares.Deviation == 0 ? Figure.None("Every trade made the same.")
        : Figure.Of(StudentDistribution.TwoSided(shares.Mean / shares.Deviation * Math.Sqrt(shares.Count), shares.Count - 1));

    private static int Streak(IReadOnlyList<FinishedTrade> trades, int sign)
    {
        var (longest, now) = (0, 0);
        foreach (var trade in trades)
        {
            now = Math.Sign(trade.Profit) == sign ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }
        return longest;
    }
}
