namespace CryptoDashboard.Core.Markets;

/// <summary>
/// Open, high, low, close and base volume of one timeframe. A candle carries its open time; it may be acted upon only after its close
/// time (open time + timeframe). Doubles: candles feed indicators, never the ledger.
/// </summary>
/// <param name="OpenMs">Open time in Unix milliseconds, UTC.</param>
/// <param name="Volume">Base asset traded, 0 when nobody traded.</param>
public readonly record struct Candle(long OpenMs, double Open, double High, double Low, double Close, double Volume)
{
    public DateTimeOffset OpenTime => DateTimeOffset.FromUnixTimeMilliseconds(OpenMs);

    /// <summary>Whether each of its numbers is one: what indicators ask, and far cheaper than <see cref="Fault"/>.</summary>
    public bool IsFinite() => double.IsFinite(Open + High + Low + Close + Volume);

    /// <summary>
    /// Why this candle cannot be real, or null: prices must be finite and above zero, volume finite and not negative,
    /// the high the highest and the low the lowest of the four.
    /// </summary>
    public string? Fault()
    {
        if (!(double.IsFinite(Open) && double.IsFinite(High) && double.IsFinite(Low) && double.IsFinite(Close)))
            return "a price is not a number";
        if (Open <= 0 || High <= 0 || Low <= 0 || Close <= 0)
            return "a price is zero or negative";
        if (!double.IsFinite(Volume) || Volume < 0)
            return "the volume is negative or not a number";
        if (High < Open || High < Close || High < Low)
            return "the high is not the highest price";
        return Low > Open || Low > Close ? "the low is not the lowest price" : null;
    }
}
