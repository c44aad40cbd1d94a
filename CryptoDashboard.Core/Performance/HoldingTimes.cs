namespace CryptoDashboard.Core.Performance;

/// <summary>How long round trips were open. All zero where there are none.</summary>
public sealed record HoldingTimes(TimeSpan Shortest, TimeSpan Average, TimeSpan Longest)
{
    public static HoldingTimes Of(IEnumerable<FinishedTrade> trades)
    {
        var ticks = trades.Where(t => t.Trade.ClosedAt is not null).Select(t => (t.Trade.ClosedAt!.Value - t.Trade.OpenedAt).Ticks).ToList();
        return ticks.Count == 0 ? new(default, default, default) : new(new(ticks.Min()), new((long)ticks.Average()), new(ticks.Max()));
    }
}
