using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Candles;

/// <summary>Settings under <c>Candles</c>.</summary>
public sealed class CandleOptions
{
    /// <summary>How many days are kept of a timeframe, by its name: <c>Candles:KeepDays:1m=365</c>. What is not named is kept for good.</summary>
    public Dictionary<string, int> KeepDays { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Null where all is kept.</summary>
    public TimeSpan? Keep(Timeframe timeframe) => KeepDays.TryGetValue(timeframe.ToString(), out var days) ? TimeSpan.FromDays(days) : null;

    /// <summary>What is wrong with these settings, one sentence each; nothing when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, days) in KeepDays)
        {
            if (!Timeframe.TryParse(name, out _))
                yield return $"Candles:KeepDays holds '{name}'; timeframes are 1m, 5m, 15m, 1h, 4h and 1d.";
            else if (days is < 2 or > 36_500)
                yield return $"Candles:KeepDays:{name} is {days}; it must be 2 to 36500 days.";
        }
    }
}
