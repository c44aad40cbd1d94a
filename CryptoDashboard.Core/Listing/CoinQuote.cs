namespace CryptoDashboard.Core.Listing;

/// <summary>What one source says of one coin, in the one form of this program. Units as <see cref="Coin"/>.</summary>
public sealed record CoinQuote(string Id, string Symbol, string Name, decimal Price, DateTimeOffset At, string Source)
{
    public int? Rank { get; init; }

    public decimal? MarketCap { get; init; }

    public decimal? Volume24h { get; init; }

    public double? Change1h { get; init; }

    public double? Change24h { get; init; }

    public double? Change7d { get; init; }

    public decimal? Circulating { get; init; }

    public decimal? TotalSupply { get; init; }

    public decimal? MaxSupply { get; init; }

    /// <summary>Prices of the last seven days, oldest first; empty where the source gives none.</summary>
    public IReadOnlyList<double> Week { get; init; } = [];

    /// <inheritdoc cref="Coin.Dispute"/>
    public string? Dispute { get; init; }
}
