namespace CryptoDashboard.Core.Performance;

/// <summary>Round trips that share something: a symbol, a reason, an hour.</summary>
/// <param name="Name">What they share.</param>
/// <param name="Profit">Sum, net of fees; quote units.</param>
/// <param name="AverageRatio">Mean of profit / paid.</param>
/// <param name="Best">Largest profit / paid.</param>
/// <param name="AverageTime">Mean time they were open.</param>
public sealed record TradeGroup(string Name, int Trades, int Wins, int Draws, int Losses, decimal Profit, double AverageRatio, double Best, double Worst, Figure ProfitFactor, TimeSpan AverageTime, decimal Fees)
{
    /// <summary>Wins / trades.</summary>
    public double WinRate => (double)Wins / Trades;

    public static IReadOnlyList<TradeGroup> BySymbol(IReadOnlyList<FinishedTrade> trades) => ByProfit(trades, t => t.Market.ToString());

    /// <summary>By the sentence it was opened with, its changing figures left out.</summary>
    public static IReadOnlyList<TradeGroup> ByEntry(IReadOnlyList<FinishedTrade> trades) => ByProfit(trades, t => Reason(t.Trade.OpenReason));

    public static IReadOnlyList<TradeGroup> ByExit(IReadOnlyList<FinishedTrade> trades) => ByProfit(trades, t => Reason(t.Trade.CloseReason ?? "open"));

    /// <summary>By the entry's and the exit's reason together.</summary>
    public static IReadOnlyList<TradeGroup> ByEntryAndExit(IReadOnlyList<FinishedTrade> trades) =>
        ByProfit(trades, t => $"{Reason(t.Trade.OpenReason)} → {Reason(t.Trade.CloseReason ?? "open")}");

    /// <summary>By the hour (UTC) in which they were opened.</summary>
    public static IReadOnlyList<TradeGroup> ByHour(IReadOnlyList<FinishedTrade> trades) => InOrder(trades, t => t.Trade.OpenedAt.UtcDateTime.Hour, h => $"{h:00}:00");

    /// <summary>By the weekday (UTC) on which they were opened, Monday first.</summary>
    public static IReadOnlyList<TradeGroup> ByWeekday(IReadOnlyList<FinishedTrade> trades) =>
        InOrder(trades, t => ((int)t.Trade.OpenedAt.UtcDateTime.DayOfWeek + 6) % 7, d => ((DayOfWeek)((d + 1) % 7)).ToString());

    /// <summary>A reason without the figures that differ each time: what stands before a colon, numbers with a fraction left out.</summary>
    public static string Reason(string sentence)
    {
        var colon = sentence.IndexOf(": ", StringComparison.Ordinal);
        var words = (colon > 0 ? sentence[..colon] : sentence).Split(' ').Select(w => w.AsSpan().ContainsAnyInRange('0', '9') && w.TrimEnd('.').Contains('.') ? "…" : w);
        return string.Join(' ', words).TrimEnd('.', ' ');
    }

    private static List<TradeGroup> ByProfit(IReadOnlyList<FinishedTrade> trades, Func<FinishedTrade, string> name) =>
        [.. trades.GroupBy(name).Select(g => Of(g.Key, [.. g])).OrderByDescending(g => g.Profit).ThenBy(g => g.Name, StringComparer.Ordinal)];

    private static List<TradeGroup> InOrder(IReadOnlyList<FinishedTrade> trades, Func<FinishedTrade, int> key, Func<int, string> name) =>
        [.. trades.GroupBy(key).OrderBy(g => g.Key).Select(g => Of(name(g.Key), [.. g]))];

    private static TradeGroup Of(string name, List<FinishedTrade> trades)
    {
        var (wins, losses) = (trades.Where(t => t.Profit > 0).ToList(), trades.Where(t => t.Profit < 0).ToList());
        return new(name, trades.Count, wins.Count, trades.Count - wins.Count - losses.Count, losses.Count, trades.Sum(t => t.Profit),
            trades.Average(t => (double)t.Trade.ProfitRatio), trades.Max(t => (double)t.Trade.ProfitRatio), trades.Min(t => (double)t.Trade.ProfitRatio),
            Figure.Quotient((double)wins.Sum(t => t.Profit), -(double)losses.Sum(t => t.Profit), "No trade lost."), HoldingTimes.Of(trades).Average, trades.Sum(t => t.Trade.Fees));
    }
}
