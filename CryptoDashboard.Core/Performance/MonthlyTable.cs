namespace CryptoDashboard.Core.Performance;

/// <summary>One year of a monthly table.</summary>
/// <param name="Months">Twelve returns, January first; null where the run had no day in that month.</param>
/// <param name="Total">Return of the year, or of its part that belongs to the run.</param>
public sealed record MonthlyRow(int Year, IReadOnlyList<double?> Months, double Total);

/// <summary>Return of each month: equity at its last day over equity at the last day before it. The first and the last month may be parts.</summary>
public sealed record MonthlyTable(IReadOnlyList<MonthlyRow> Years)
{
    public static MonthlyTable Of(EquityCurve curve)
    {
        var months = PeriodResult.Returns(curve, PeriodKind.Month);
        var years = PeriodResult.Returns(curve, PeriodKind.Year);
        return new([.. years.OrderBy(y => y.Key).Select(y => new MonthlyRow(
            y.Key.Year,
            [.. Enumerable.Range(1, 12).Select(m => months.TryGetValue(new(y.Key.Year, m, 1), out var month) ? month.Return : (double?)null)],
            y.Value.Return))]);
    }
}
