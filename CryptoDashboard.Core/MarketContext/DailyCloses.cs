namespace CryptoDashboard.Core.MarketContext;

/// <summary>What a line of daily closes says.</summary>
public static class DailyCloses
{
    private const int VolatilityDays = 30;
    private const int TrendDays = 50;
    private const int SlopeDays = 10;

    /// <summary>Sample standard deviation of the last 30 daily log returns, times √365: crypto trades every day. Null with fewer days.</summary>
    public static double? Volatility(IReadOnlyList<double> closes)
    {
        if (closes.Count <= VolatilityDays)
            return null;
        var returns = Enumerable.Range(closes.Count - VolatilityDays, VolatilityDays).Select(i => Math.Log(closes[i] / closes[i - 1])).ToList();
        var mean = returns.Average();
        return Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (VolatilityDays - 1)) * Math.Sqrt(365);
    }

    /// <summary>Below 40 % a year calm, above 80 % wild: about the lower and upper quarter of Bitcoin's years 2018 to 2025.</summary>
    public static VolatilityRegime Regime(double? volatility) => volatility switch
    {
        null => VolatilityRegime.Unknown,
        < 0.4 => VolatilityRegime.Calm,
        <= 0.8 => VolatilityRegime.Normal,
        _ => VolatilityRegime.Wild,
    };

    /// <summary>Up: above its mean of 50 days while that mean is higher than ten days ago. Down: the reverse. Unknown with fewer than 60 days.</summary>
    public static Trend Trend(IReadOnlyList<double> closes)
    {
        if (closes.Count < TrendDays + SlopeDays)
            return MarketContext.Trend.Unknown;
        var mean = closes.TakeLast(TrendDays).Average();
        var before = closes.SkipLast(SlopeDays).TakeLast(TrendDays).Average();
        return (closes[^1] > mean, mean > before) switch
        {
            (true, true) => MarketContext.Trend.Up,
            (false, false) => MarketContext.Trend.Down,
            _ => MarketContext.Trend.Sideways,
        };
    }
}
