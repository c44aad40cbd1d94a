using System.Globalization;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Feeds;

/// <summary>What a source says that cannot be true. Each question answers with the reason in words, or null.</summary>
public static class Lies
{
    /// <param name="reference">The median of the other exchanges, or null where too few are known.</param>
    /// <param name="maxDeviation">The greatest share by which the price may differ from it: 0.3 = 30 %.</param>
    public static string? Of(decimal last, decimal? volume, DateTimeOffset? at, DateTimeOffset now, TimeSpan maxAhead, decimal? reference, double maxDeviation)
    {
        if (last <= 0)
            return $"the price is {Number(last)}";
        if (volume < 0)
            return $"the volume is {Number(volume.Value)}";
        if (at > now + maxAhead)
            return $"the time is {(at.Value - now).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s in the future";
        return Deviation(last, reference, maxDeviation);
    }

    /// <summary>As <see cref="Of(decimal, decimal?, DateTimeOffset?, DateTimeOffset, TimeSpan, decimal?, double)"/>, for a candle; its open time must be a whole minute.</summary>
    public static string? Of(in Candle candle, DateTimeOffset now, TimeSpan maxAhead, decimal? reference, double maxDeviation)
    {
        if (candle.Fault() is { } fault)
            return fault;
        if (candle.OpenMs % 60_000 != 0)
            return "the open time is not a whole minute";
        if (candle.OpenTime > now + maxAhead)
            return "the candle opens in the future";
        return candle.Close < (double)decimal.MaxValue ? Deviation((decimal)candle.Close, reference, maxDeviation) : "the price is out of range";
    }

    private static string? Deviation(decimal price, decimal? reference, double maxDeviation)
    {
        if (reference is not { } median || median <= 0)
            return null;
        var off = (price / median) - 1;
        return Math.Abs(off) > (decimal)maxDeviation
            ? $"the price {Number(price)} is {off.ToString("+0%;-0%", CultureInfo.InvariantCulture)} away from the other exchanges ({Number(median)})"
            : null;
    }

    private static string Number(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
