namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>What an account holds, by asset.</summary>
public sealed record BridgeBalance(DateTimeOffset? Timestamp, IReadOnlyDictionary<string, BridgeHolding> Assets);

/// <param name="Free">Can be spent.</param>
/// <param name="Used">Bound by open orders.</param>
public sealed record BridgeHolding(decimal? Free, decimal? Used, decimal? Total);
