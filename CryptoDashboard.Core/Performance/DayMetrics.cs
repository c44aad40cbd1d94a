namespace CryptoDashboard.Core.Performance;

/// <summary>What single days did, by the daily equity: a day without a change is a draw, whether or not something was held.</summary>
public sealed record DayMetrics
{
    public required int WinningDays { get; init; }

    public required int DrawDays { get; init; }

    public required int LosingDays { get; init; }

    public required Figure BestDay { get; init; }

    public DateOnly? BestDayOn { get; init; }

    public required Figure WorstDay { get; init; }

    public DateOnly? WorstDayOn { get; init; }

    /// <summary>Quote units of the best day.</summary>
    public required Figure BestDayProfit { get; init; }

    public required Figure WorstDayProfit { get; init; }

    public required int WinningDaysStreak { get; init; }

    public required int LosingDaysStreak { get; init; }

    public static DayMetrics Of(EquityCurve curve)
    {
        const string NoDay = "There is not one day.";
        var days = curve.Returns.Select((r, i) => (Return: r, Profit: curve.Samples[i + 1].Equity - curve.Samples[i].Equity, On: EquityCurve.DayOf(curve.Samples[i + 1]))).ToList();
        var (best, worst) = (days.OrderByDescending(d => d.Return).FirstOrDefault(), days.OrderBy(d => d.Return).FirstOrDefault());
        return new()
        {
            WinningDays = days.Count(d => d.Return > 0),
            DrawDays = days.Count(d => d.Return == 0),
            LosingDays = days.Count(d => d.Return < 0),
            BestDay = days.Count == 0 ? Figure.None(NoDay) : Figure.Of(best.Return),
            BestDayOn = days.Count == 0 ? null : best.On,
            WorstDay = days.Count == 0 ? Figure.None(NoDay) : Figure.Of(worst.Return),
            WorstDayOn = days.Count == 0 ? null : worst.On,
            BestDayProfit = days.Count == 0 ? Figure.None(NoDay) : Figure.Of(days.Max(d => d.Profit)),
            WorstDayProfit = days.Count == 0 ? Figure.None(NoDay) : Figure.Of(days.Min(d => d.Profit)),
            WinningDaysStreak = Streak(days.ConvertAll(d => d.Return > 0)),
            LosingDaysStreak = Streak(days.ConvertAll(d => d.Return < 0)),
        };
    }

    private static int Streak(List<bool> hits)
    {
        var (longest, now) = (0, 0);
        foreach (var hit in hits)
        {
            now = hit ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }
        return longest;
    }
}
