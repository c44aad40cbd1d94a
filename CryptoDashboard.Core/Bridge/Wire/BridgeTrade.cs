namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>Somebody's trade.</summary>
/// <param name="Id">Of the exchange, unique within the market; null where it gives none.</param>
/// <param name="Amount">Base units.</param>
/// <param name="IsBuy">Whether the taker bought; null where that is not told.</param>
public sealed record BridgeTrade(string? Id, DateTimeOffset? Time, decimal Price, decimal Amount, bool? IsBuy);
