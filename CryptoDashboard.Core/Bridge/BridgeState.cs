namespace CryptoDashboard.Core.Bridge;

/// <summary>How the bridge is.</summary>
/// <param name="Sentence">The same for a person, with what to do where something can be done.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Restarts">How often a bridge that had been running was replaced since the program started.</param>
/// <param name="Ccxt">ccxt's version, once a bridge said hello.</param>
/// <param name="Node">Node.js's version, once a bridge said hello.</param>
/// <param name="ProcessId">Of the running bridge.</param>
public sealed record BridgeState(
    BridgePhase Phase,
    string Sentence,
    DateTimeOffset Since,
    int Restarts = 0,
    string? Ccxt = null,
    string? Node = null,
    int? ProcessId = null);
