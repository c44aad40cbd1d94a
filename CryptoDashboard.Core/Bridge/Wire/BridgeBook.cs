namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>An order book, whole, as deep as asked for. ccxt keeps it in step with the exchange and fetches it anew after a gap.</summary>
/// <param name="Nonce">The exchange's sequence number, or null.</param>
/// <param name="Bids">Best first.</param>
/// <param name="Asks">Best first.</param>
public sealed record BridgeBook(DateTimeOffset? Time, long? Nonce, IReadOnlyList<BridgeLevel> Bids, IReadOnlyList<BridgeLevel> Asks);

/// <param name="Price">Quote units.</param>
/// <param name="Amount">Base units.</param>
public readonly record struct BridgeLevel(decimal Price, decimal Amount);
