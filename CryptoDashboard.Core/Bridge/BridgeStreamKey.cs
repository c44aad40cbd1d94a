namespace CryptoDashboard.Core.Bridge;

/// <summary>Names one stream. Watchers of the same stream share it.</summary>
/// <param name="Account">The account's id, or empty for public data.</param>
/// <param name="Symbol">Empty for the streams of an account.</param>
/// <param name="Timeframe">For candles; else empty.</param>
/// <param name="Depth">For order books: levels on each side; else 0.</param>
public readonly record struct BridgeStreamKey(string Exchange, BridgeStreamKind Kind, string Symbol = "", string Timeframe = "", int Depth = 0, string Account = "");
