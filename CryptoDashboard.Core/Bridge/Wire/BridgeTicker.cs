namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>A ticker as ccxt reports it. What an exchange does not tell is null.</summary>
/// <param name="Time">By the exchange's clock, UTC.</param>
/// <param name="Open">24 hours before.</param>
/// <param name="BaseVolume">Of the last 24 hours, base units.</param>
/// <param name="QuoteVolume">Of the last 24 hours, quote units.</param>
public sealed record BridgeTicker(
    DateTimeOffset? Time,
    decimal? Last,
    decimal? Bid,
    decimal? Ask,
    decimal? Open,
    decimal? High,
    decimal? Low,
    decimal? BaseVolume,
    decimal? QuoteVolume);
