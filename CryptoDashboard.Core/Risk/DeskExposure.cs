namespace CryptoDashboard.Core.Risk;

/// <summary>What all bots of one kind of money (paper, or live) hold together and have ordered to buy, in the quote asset of the asking one.</summary>
/// <param name="Equity">Of all bots.</param>
/// <param name="InMarket">Value of all positions and open buys.</param>
/// <param name="InSymbol">Value of those in the same base asset, over all exchanges and bots.</param>
/// <param name="Correlated">Value of those of the others, each weighted by its positive correlation with the asking market.</param>
/// <param name="Limits">What may not be exceeded.</param>
public sealed record DeskExposure(decimal Equity, decimal InMarket, decimal InSymbol, decimal Correlated, DeskLimits Limits);

/// <summary>Settings under <c>Risk</c>: shares of the equity of all bots together, 0.5 = 50 %; null sets no limit.</summary>
public sealed record DeskLimits
{
    public decimal? MaxInMarket { get; set; }

    public decimal? MaxInSymbol { get; set; }

    public decimal? MaxCorrelated { get; set; }

    /// <summary>Everything wrong with these limits, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, value) in new[] { (nameof(MaxInMarket), MaxInMarket), (nameof(MaxInSymbol), MaxInSymbol), (nameof(MaxCorrelated), MaxCorrelated) })
        {
            if (value is <= 0 or > 1)
                yield return $"Risk:{name} is a share above 0 up to 1, such as 0.5; it is {value}.";
        }
    }
}
