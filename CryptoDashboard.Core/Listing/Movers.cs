namespace CryptoDashboard.Core.Listing;

/// <summary>The heads of four lists. Gainers and losers are by 24 h, of coins that trade enough to mean something.</summary>
public sealed record Movers(IReadOnlyList<Coin> Gainers, IReadOnlyList<Coin> Losers, IReadOnlyList<Coin> ByVolume, IReadOnlyList<Coin> ByMarketCap)
{
    /// <summary>Of gainers and losers, in US dollars a day.</summary>
    public const decimal LeastVolume = 1_000_000m;
}
