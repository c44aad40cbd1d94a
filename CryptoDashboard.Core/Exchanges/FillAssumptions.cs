namespace CryptoDashboard.Core.Exchanges;

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

    /// <summary>What a taker pays beyond the price that is told, all in all.</summary>
    public decimal TakerCost => (Spread / 2) + Slippage;

    /// <summary>Everything wrong with these assumptions, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (Spread is < 0 or > 0.2m || Slippage is < 0 or > 0.2m)
            yield return "Spread and slippage lie between 0 % and 20 % of the price.";
        if (LatencyMs is < 0 or > 600_000 || !double.IsFinite(LatencyMs))
            yield return "An order is on its way for 0 to 600,000 milliseconds.";
        if (VolumeShare is <= 0 or > 1)
            yield return "An order takes a share above 0 % and at most 100 % of a candle's volume; leave it empty to set no limit.";
    }
}
