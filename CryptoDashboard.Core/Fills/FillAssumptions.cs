namespace CryptoDashboard.Core.Fills;

/// <summary>
/// What trading is assumed to cost beyond the fees, where no order book tells: used on paper and in backtests alike. Ratios of the price:
/// 0.0005 = 0.05 %.
/// </summary>
public sealed record FillAssumptions
{
    /// <summary>Every order is filled at the price that is told, at once and whole.</summary>
    public static FillAssumptions None { get; } = new();

    /// <summary>Between bid and ask; whoever takes what is there pays half of it.</summary>
    public decimal Spread { get; init; }

    /// <summary>What whoever takes what is there pays beyond the best price.</summary>
    public decimal Slippage { get; init; }

    /// <summary>How long an order is on its way; milliseconds.</summary>
    public double LatencyMs { get; init; }

    /// <summary>The largest share of a candle's volume that one order may be of; what is left waits for the next candle. Null sets no limit.</summary>
    public decimal? VolumeShare { get; init; }

    /// <summary>The chance that a candle which goes beyond a waiting limit fills it; one that misses waits for the next such candle. 1 = always.</summary>
    public double FillChance { get; init; } = 1;

    /// <summary>Of the dice that <see cref="FillChance"/> is thrown with.</summary>
    public ulong Seed { get; init; }

    /// <summary>What a taker pays beyond the price that is told, all in all.</summary>
    public decimal TakerCost => (Spread / 2) + Slippage;

    /// <summary>
    /// Whether a price beyond it fills a waiting limit at a moment. Thrown once for each minute of an order, and always alike: of the seed, the
    /// order's name and the minute, by FNV-1a and the finisher of splitmix64.
    /// </summary>
    public bool FillsWaiting(string orderId, DateTimeOffset at)
    {
        if (FillChance >= 1)
            return true;
        var hash = 0xCBF29CE484222325UL ^ Seed;
        foreach (var letter in orderId)
            hash = (hash ^ letter) * 0x100000001B3UL;
        hash = (hash ^ (ulong)(at.ToUnixTimeMilliseconds() / 60_000)) * 0x100000001B3UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return ((hash ^ (hash >> 31)) >> 11) * (1.0 / (1UL << 53)) < FillChance;
    }

    /// <summary>Everything wrong with these assumptions, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (Spread is < 0 or > 0.2m || Slippage is < 0 or > 0.2m)
            yield return "Spread and slippage lie between 0 % and 20 % of the price.";
        if (LatencyMs is < 0 or > 600_000 || !double.IsFinite(LatencyMs))
            yield return "An order is on its way for 0 to 600,000 milliseconds.";
        if (VolumeShare is <= 0 or > 1)
            yield return "An order takes a share above 0 % and at most 100 % of a candle's volume; leave it empty to set no limit.";
        if (FillChance is not (> 0 and <= 1))
            yield return "The chance that a waiting limit is filled lies above 0 % and at most at 100 %.";
    }
}
