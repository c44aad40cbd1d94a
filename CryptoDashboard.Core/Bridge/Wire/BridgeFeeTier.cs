namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>What an account pays on one market, as ratios: 0.001 = 0.1 %.</summary>
public sealed record BridgeFeeTier(string Symbol, decimal? Maker, decimal? Taker);
