namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>What keys may do, as far as their exchange tells; what it does not tell is null.</summary>
public sealed record BridgePermissions(bool? CanTrade, bool? CanWithdraw);
