using static CryptoDashboard.Core.Performance.MetricGroup;
using static CryptoDashboard.Core.Performance.MetricUnit;

namespace CryptoDashboard.Core.Performance;

/// <summary>Every figure of a report, in the order in which reports tell them.</summary>
public static class MetricCatalogue
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("startEquity", "Start", Return, Quote, 0, "equity at the first candle", m => Figure.Of(m.StartEquity)),
        new("finalEquity", "Final equity", Return, Quote, 1, "cash and positions at the last close", m => Figure.Of(m.FinalEquity)),
        new("totalReturn", "Return", Return, Share, 1, "final equity / start − 1", m => m.Returns.TotalReturn),
        new("cagr", "CAGR", Return, Share, 1, "(final / start)^(365 / days) − 1", m => m.Returns.Cagr),
        new("netProfit", "Net profit", Return, Quote, 1, "of closed trades, all fees taken off", m => Figure.Of(m.Trades.NetProfit)),
        new("openProfit", "Open profit", Return, Quote, 0, "of what is still open, at the last close", m => Figure.Of(m.Activity.OpenProfit)),
        new("meanDailyReturn", "Mean daily return", Return, Share, 1, "mean of daily equity returns", m => m.Returns.MeanDailyReturn),
        new("days", "Days", Return, Count, 0, "days of the run", m => Figure.Of((double)m.Returns.Days)),

        new("maxDrawdown", "Max drawdown", MetricGroup.Risk, Share, -1, "deepest fall below the highest equity so far, by daily closes", m => m.Returns.MaxDrawdown),
        new("maxDrawdownLoss", "Max drawdown, absolute", MetricGroup.Risk, Quote, -1, "money lost in the deepest drawdown", m => m.Returns.MaxDrawdownLoss),
        new("maxDrawdownDurationDays", "Longest under water", MetricGroup.Risk, MetricUnit.Days, -1, "from a peak until equity was back at it", m => m.Returns.MaxDrawdownDurationDays),
        new("deepestFall", "Max drawdown by candle", MetricGroup.Risk, Share, -1, "the same by the close of each candle", m => m.DeepestFall),
        new("averageDrawdown", "Average drawdown", MetricGroup.Risk, Share, -1, "mean depth of all drawdowns", m => m.Returns.AverageDrawdown),
        new("averageRecoveryDays", "Average recovery", MetricGroup.Risk, MetricUnit.Days, -1, "mean time from peak to recovery", m => m.Returns.AverageRecoveryDays),
        new("sharpe", "Sharpe", MetricGroup.Risk, Number, 1, "mean / standard deviation of daily returns × √365, risk-free 0", m => m.Returns.Sharpe),
        new("sortino", "Sortino", MetricGroup.Risk, Number, 1, "mean / downside deviation of daily returns × √365", m => m.Returns.Sortino),
        new("calmar", "Calmar", MetricGroup.Risk, Number, 1, "CAGR / max drawdown", m => m.Returns.Calmar),
        new("omega", "Omega", MetricGroup.Risk, Number, 1, "sum of gaining days / sum of losing days", m => m.Returns.Omega),
        new("serenity", "Serenity", MetricGroup.Risk, Number, 1, "sum of returns / (ulcer × pitfall)", m => m.Returns.Serenity),
        new("recoveryFactor", "Recovery factor", MetricGroup.Risk, Number, 1, "profit / money lost in the deepest drawdown", m => m.Returns.RecoveryFactor),
        new("sterling", "Sterling", MetricGroup.Risk, Number, 1, "CAGR / mean of the five deepest drawdowns", m => m.Returns.Sterling),
        new("ulcerIndex", "Ulcer index", MetricGroup.Risk, Number, -1, "100 × root mean square of the depth under water", m => m.Returns.UlcerIndex),
        new("volatilityAnnualised", "Volatility", MetricGroup.Risk, Share, -1, "standard deviation of daily returns × √365", m => m.Returns.VolatilityAnnualised),
        new("stdevDailyReturn", "Daily deviation", MetricGroup.Risk, Share, -1, "standard deviation of daily returns", m => m.Returns.StdevDailyReturn),
        new("downsideDeviationDaily", "Downside deviation", MetricGroup.Risk, Share, -1, "root mean square of losing days", m => m.Returns.DownsideDeviationDaily),
        new("var95", "Value at risk 95 %", MetricGroup.Risk, Share, -1, "what a bad day (one in twenty) loses", m => m.Returns.Var95),
        new("cvar95", "Expected shortfall 5 %", MetricGroup.Risk, Share, -1, "mean loss of the worst twentieth of days", m => m.Returns.Cvar95),
        new("cvar99", "Expected shortfall 1 %", MetricGroup.Risk, Share, -1, "mean loss of the worst hundredth of days", m => m.Returns.Cvar99),
        new("skewness", "Skewness", MetricGroup.Risk, Number, 1, "of daily returns; below zero, losses are the longer tail", m => m.Returns.Skewness),
        new("kurtosis", "Kurtosis", MetricGroup.Risk, Number, -1, "of daily returns; 3 is normal, more has fat tails", m => m.Returns.Kurtosis),
        new("probabilisticSharpe", "Probabilistic Sharpe", MetricGroup.Risk, Share, 1, "probability that the true Sharpe ratio is above zero", m => m.ProbabilisticSharpe),
        new("minimumTrackRecordDays", "Minimum track record", MetricGroup.Risk, MetricUnit.Days, -1, "days it takes to be 95 % sure of a Sharpe ratio above zero", m => m.MinimumTrackRecord),
        new("lowestEquity", "Lowest equity", MetricGroup.Risk, Quote, 1, "by daily closes", m => m.Returns.LowestEquity),
        new("highestEquity", "Highest equity", MetricGroup.Risk, Quote, 1, "by daily closes", m => m.Returns.HighestEquity),

        new("trades", "Trades", MetricGroup.Trades, Count, 0, "closed round trips", m => Figure.Of((double)m.Trades.Trades)),
        new("wins", "Wins", MetricGroup.Trades, Count, 0, "profit above zero", m => Figure.Of((double)m.Trades.Wins)),
        new("losses", "Losses", MetricGroup.Trades, Count, 0, "profit below zero", m => Figure.Of((double)m.Trades.Losses)),
        new("breakeven", "Draws", MetricGroup.Trades, Count, 0, "profit of exactly zero", m => Figure.Of((double)m.Trades.Breakeven)),
        new("winRate", "Win rate", MetricGroup.Trades, Share, 1, "wins / all trades", m => m.Trades.WinRate),
        new("profitFactor", "Profit factor", MetricGroup.Trades, Number, 1, "sum of wins / sum of losses", m => m.Trades.ProfitFactor),
        new("expectancy", "Expectancy", MetricGroup.Trades, Quote, 1, "mean profit of a trade", m => m.Trades.Expectancy),
        new("expectancyRatio", "Expectancy ratio", MetricGroup.Trades, Number, 1, "(1 + payoff) × win rate − 1", m => m.Trades.ExpectancyRatio),
        new("sqn", "SQN", MetricGroup.Trades, Number, 1, "√n × mean / standard deviation of profits", m => m.Trades.Sqn),
        new("pValue", "p-value of the mean", MetricGroup.Trades, Number, -1, "chance of a mean profit this far from zero without any edge (t-test)", m => m.Trades.PValue),
        new("payoffRatio", "Payoff ratio", MetricGroup.Trades, Number, 1, "average win / average loss", m => m.Trades.PayoffRatio),
        new("averageWin", "Average win", MetricGroup.Trades, Quote, 1, "mean of the wins", m => m.Trades.AverageWin),
        new("averageLoss", "Average loss", MetricGroup.Trades, Quote, 1, "mean of the losses", m => m.Trades.AverageLoss),
        new("largestWin", "Largest win", MetricGroup.Trades, Quote, 0, "largest profit of a trade", m => m.Trades.LargestWin),
        new("largestLoss", "Largest loss", MetricGroup.Trades, Quote, 1, "largest loss of a trade", m => m.Trades.LargestLoss),
        new("largestTradeShare", "Share of the largest win", MetricGroup.Trades, Share, -1, "largest win / sum of wins", m => m.Trades.LargestTradeShare),
        new("grossProfit", "Gross profit", MetricGroup.Trades, Quote, 1, "sum of the wins", m => Figure.Of(m.Trades.GrossProfit)),
        new("grossLoss", "Gross loss", MetricGroup.Trades, Quote, 1, "sum of the losses", m => Figure.Of(m.Trades.GrossLoss)),
        new("averageProfitRatio", "Average profit", MetricGroup.Trades, Share, 1, "mean of profit / paid", m => m.Trades.AverageProfitRatio),
        new("medianProfitRatio", "Median profit", MetricGroup.Trades, Share, 1, "median of profit / paid", m => m.Trades.MedianProfitRatio),
        new("bestTrade", "Best trade", MetricGroup.Trades, Share, 0, "largest profit / paid", m => m.Trades.BestTrade),
        new("worstTrade", "Worst trade", MetricGroup.Trades, Share, 1, "smallest profit / paid", m => m.Trades.WorstTrade),
        new("winningStreak", "Winning streak", MetricGroup.Trades, Count, 1, "most wins in a row", m => Figure.Of((double)m.Trades.WinningStreak)),
        new("losingStreak", "Losing streak", MetricGroup.Trades, Count, -1, "most losses in a row", m => Figure.Of((double)m.Trades.LosingStreak)),
        new("averageStake", "Average stake", MetricGroup.Trades, Quote, 0, "mean of what was paid", m => m.Trades.AverageStake),

        .. Times("", "Held", m => m.Trades.HoldingTime, m => m.Trades.Trades),
        .. Times("Winners", "Winners held", m => m.Trades.HoldingTimeWinners, m => m.Trades.Wins),
        .. Times("Losers", "Losers held", m => m.Trades.HoldingTimeLosers, m => m.Trades.Losses),

        new("winningDays", "Winning days", MetricGroup.Days, Count, 1, "equity rose", m => Figure.Of((double)m.Days.WinningDays)),
        new("drawDays", "Draw days", MetricGroup.Days, Count, 0, "equity stayed the same", m => Figure.Of((double)m.Days.DrawDays)),
        new("losingDays", "Losing days", MetricGroup.Days, Count, -1, "equity fell", m => Figure.Of((double)m.Days.LosingDays)),
        new("bestDay", "Best day", MetricGroup.Days, Share, 0, "largest daily return", m => m.Days.BestDay),
        new("worstDay", "Worst day", MetricGroup.Days, Share, 1, "smallest daily return", m => m.Days.WorstDay),
        new("bestDayProfit", "Best day, absolute", MetricGroup.Days, Quote, 0, "largest change of equity in a day", m => m.Days.BestDayProfit),
        new("worstDayProfit", "Worst day, absolute", MetricGroup.Days, Quote, 1, "smallest change of equity in a day", m => m.Days.WorstDayProfit),
        new("winningDaysStreak", "Winning days in a row", MetricGroup.Days, Count, 1, "most in a row", m => Figure.Of((double)m.Days.WinningDaysStreak)),
        new("losingDaysStreak", "Losing days in a row", MetricGroup.Days, Count, -1, "most in a row", m => Figure.Of((double)m.Days.LosingDaysStreak)),

        new("holdReturn", "Buy-and-hold", Market, Share, 0, "return of the same money spent whole at the first price", m => m.Hold.HoldReturn),
        new("excessReturn", "Over buy-and-hold", Market, Share, 1, "return minus that of buy-and-hold", m => m.Hold.ExcessReturn),
        new("excessOverAveraging", "Over buying daily", Market, Share, 1, "return minus that of spending equal parts each day", m => m.Hold.ExcessOverAveraging),
        new("holdCagr", "CAGR of holding", Market, Share, 0, "of buy-and-hold", m => m.Hold.HoldCagr),
        new("holdMaxDrawdown", "Max drawdown of holding", Market, Share, 0, "of buy-and-hold", m => m.Hold.HoldMaxDrawdown),
        new("holdSharpe", "Sharpe of holding", Market, Number, 0, "of buy-and-hold", m => m.Hold.HoldSharpe),
        new("alpha", "Alpha", Market, Share, 1, "365 × (mean return − β × mean of the market)", m => m.Hold.Alpha),
        new("beta", "Beta", Market, Number, 0, "covariance with the market / its variance", m => m.Hold.Beta),
        new("correlation", "Correlation", Market, Number, 0, "with the market, of daily returns", m => m.Hold.Correlation),
        new("informationRatio", "Information ratio", Market, Number, 1, "mean / deviation of the difference to the market × √365", m => m.Hold.InformationRatio),
        new("trackingError", "Tracking error", Market, Share, 0, "deviation of the difference to the market × √365", m => m.Hold.TrackingError),
        new("treynor", "Treynor", Market, Number, 1, "365 × mean return / β", m => m.Hold.Treynor),

        new("exposure", "Time in market", Activity, Share, 0, "share of the time in which something was held", m => m.Activity.Exposure),
        new("fees", "Fees", Activity, Quote, -1, "of all fills", m => Figure.Of(m.Activity.Fees)),
        new("feeShare", "Fees / gains", Activity, Share, -1, "fees / sum of the wins before fees", m => m.Activity.FeeShare),
        new("turnover", "Turnover", Activity, Quote, 0, "value of all fills", m => Figure.Of(m.Activity.Turnover)),
        new("dailyTurnover", "Turnover a day", Activity, Share, 0, "value of all fills / mean equity / days", m => m.Activity.DailyTurnover),
        new("tradesPerDay", "Trades a day", Activity, Number, 0, "closed trades / days", m => m.Activity.TradesPerDay),
        new("tradesPerWeek", "Trades a week", Activity, Number, 0, "closed trades / weeks", m => m.Activity.TradesPerWeek),
        new("tradesPerMonth", "Trades a month", Activity, Number, 0, "closed trades / months", m => m.Activity.TradesPerMonth),
        new("openTrades", "Open trades", Activity, Count, 0, "still open at the end", m => Figure.Of((double)m.Activity.OpenTrades)),
        new("signals", "Signals", Activity, Count, 0, "that were not HOLD", m => Figure.Of((double)m.Activity.Signals)),
        new("orders", "Orders", Activity, Count, 0, "made", m => Figure.Of((double)m.Activity.Orders)),
        new("ordersInVain", "Orders in vain", Activity, Count, -1, "turned down, expired or withdrawn without a fill", m => Figure.Of((double)m.Activity.OrdersInVain)),
        new("refused", "Refused by risk", Activity, Count, 0, "entries the risk gate refused", m => Figure.Of((double)m.Activity.Refused)),

        new("averageMaeWinners", "MAE of winners", Excursion, Share, 1, "mean of how far the price went against them", m => m.Excursions.AverageMaeWinners),
        new("averageMaeLosers", "MAE of losers", Excursion, Share, 1, "mean of how far the price went against them", m => m.Excursions.AverageMaeLosers),
        new("averageMfeWinners", "MFE of winners", Excursion, Share, 1, "mean of how far the price went for them", m => m.Excursions.AverageMfeWinners),
        new("averageMfeLosers", "MFE of losers", Excursion, Share, -1, "mean of how far the price went for them", m => m.Excursions.AverageMfeLosers),
        new("edgeRatio", "Edge ratio", Excursion, Number, 1, "sum of MFE / sum of MAE", m => m.Excursions.EdgeRatio),
        new("exitEfficiency", "Exit efficiency", Excursion, Share, 1, "gain kept / MFE of the winners", m => m.Excursions.ExitEfficiency),
        new("stopForNineOfTenWinners", "Stop nine of ten winners survive", Excursion, Share, 0, "tenth percentile of the winners' MAE", m => m.Excursions.StopForNineOfTenWinners),
    ];

    private static readonly Dictionary<string, Metric> ByKey = All.ToDictionary(m => m.Key);

    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public static Metric Get(string key) => ByKey[key];

    /// <summary>All figures by key, in the catalogue's order.</summary>
    public static IReadOnlyDictionary<string, Figure> Read(Metrics metrics)
    {
        var figures = new OrderedDictionary<string, Figure>(All.Count);
        foreach (var metric in All)
            figures.Add(metric.Key, metric.Read(metrics));
        return figures;
    }

    private static IEnumerable<Metric> Times(string suffix, string title, Func<Metrics, HoldingTimes> times, Func<Metrics, int> count)
    {
        yield return new($"averageTime{suffix}", $"{title}, average", HoldingTime, Span, 0, "mean time a trade was open", m => Seconds(times(m).Average, count(m)));
        yield return new($"shortestTime{suffix}", $"{title}, shortest", HoldingTime, Span, 0, "shortest time a trade was open", m => Seconds(times(m).Shortest, count(m)));
        yield return new($"longestTime{suffix}", $"{title}, longest", HoldingTime, Span, 0, "longest time a trade was open", m => Seconds(times(m).Longest, count(m)));
    }

    private static Figure Seconds(TimeSpan time, int count) => count == 0 ? Figure.None("There is no such trade.") : Figure.Of(time.TotalSeconds);
}
