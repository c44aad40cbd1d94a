using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Bridge;

/// <summary>Where a stream stands.</summary>
/// <param name="IsPolled">Whether the exchange does not push this and is asked instead.</param>
/// <param name="Reason">Why it is not live, where that is known.</param>
/// <param name="Fault">Why it ended.</param>
public sealed record BridgeStreamState(BridgeStreamPhase Phase, bool IsPolled = false, string? Reason = null, OutsideFault? Fault = null);
