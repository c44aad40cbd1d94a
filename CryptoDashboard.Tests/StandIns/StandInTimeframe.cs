namespace CryptoDashboard.Tests.StandIns;

/// <summary>Lengths of candles.</summary>
public static class StandInTimeframe
{
    private const long Minute = 60_000;

    /// <param name="timeframe"><c>1m</c>, <c>1h</c>, <c>1d</c>, as most exchanges write them.</param>
    public static long Milliseconds(string timeframe)
    {
        var count = long.Parse(timeframe[..^1], System.Globalization.CultureInfo.InvariantCulture);
        return timeframe[^1] switch
        {
            's' => count * 1_000,
            'm' => count * Minute,
            'h' or 'H' => count * 60 * Minute,
            'd' or 'D' => count * 24 * 60 * Minute,
            'w' or 'W' => count * 7 * 24 * 60 * Minute,
            _ => throw new FormatException($"'{timeframe}' is not a timeframe."),
        };
    }
}
