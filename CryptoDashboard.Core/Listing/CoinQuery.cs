namespace CryptoDashboard.Core.Listing;

/// <summary>Which coins, in which order. A coin without the figure that is sorted or filtered by is left out.</summary>
public sealed record CoinQuery
{
    /// <summary>A part of symbol or name; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>US dollars.</summary>
    public decimal? MinMarketCap { get; init; }

    public decimal? MaxMarketCap { get; init; }

    public decimal? MinVolume { get; init; }

    /// <summary>Change over 24 h as a ratio.</summary>
    public double? MinChange { get; init; }

    public double? MaxChange { get; init; }

    public CoinSort Sort { get; init; } = CoinSort.Rank;

    public bool Descending { get; init; }
}
