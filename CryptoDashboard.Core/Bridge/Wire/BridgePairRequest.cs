namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>A stop and a take-profit that sell the same coins, to be kept by the exchange as one of which only one trades.</summary>
/// <param name="Amount">Base units; already a multiple of the lot.</param>
/// <param name="Name">Ours, of the pair; the legs have their own.</param>
public sealed record BridgePairRequest(string Symbol, decimal Amount, BridgePairRequest.Leg Stop, BridgePairRequest.Leg Target, string Name)
{
    /// <param name="Price">The worst price it sells at; quote units, a multiple of the tick.</param>
    /// <param name="Trigger">The price that wakes the stop; null of the target.</param>
    public sealed record Leg(string ClientOrderId, decimal Price, decimal? Trigger = null);
}
