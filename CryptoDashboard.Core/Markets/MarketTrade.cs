using CryptoDashboard.Core.Money;

namespace CryptoDashboard.Core.Markets;

/// <summary>Somebody's trade on a market, as told to everyone.</summary>
/// <param name="Id">The exchange's own, unique within the market; null where it gives none.</param>
/// <param name="Time">By the exchange's clock, UTC.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="Taker">Whose order was filled at once; null where that is not told.</param>
public sealed record MarketTrade(string? Id, DateTimeOffset Time, Price Price, Quantity Quantity, Side? Taker);
