namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>What may be asked of an exchange from this address, and how much of it is used. Everything of this desk shares it.</summary>
/// <param name="Weights">Weight of requests; empty where the exchange tells no limit: then its requests are spaced one by one.</param>
/// <param name="Orders">Orders by account.</param>
/// <param name="Waiting">Requests that wait for their turn.</param>
/// <param name="Shed">Requests since the start of the bridge that were sent back to their callers; no cancellation is ever among them.</param>
/// <param name="PausedUntil">Until when the exchange asked to be left alone; null while it did not.</param>
public sealed record BridgeBudget(
    string Exchange, bool TestNet, IReadOnlyList<BridgeAllowance> Weights, IReadOnlyList<BridgeAllowance> Orders, int Waiting, long Shed, DateTimeOffset? PausedUntil);

/// <summary>One limit of an exchange.</summary>
/// <param name="EveryMs">Over how long it counts, milliseconds.</param>
/// <param name="Account">Whose it is; null for the address.</param>
public sealed record BridgeAllowance(long EveryMs, decimal Limit, decimal Used, string? Account = null)
{
    /// <summary>0 to 1.</summary>
    public decimal Share => Limit > 0 ? Math.Min(1, Used / Limit) : 0;
}
