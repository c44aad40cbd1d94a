namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>Something that came into an account or left it by a way that is no trade.</summary>
/// <param name="Id">The exchange's own, or that of the chain.</param>
/// <param name="Kind"><c>deposit</c> or <c>withdrawal</c>.</param>
/// <param name="Amount">What arrived, in units of the asset; the fee comes on top of a withdrawal.</param>
/// <param name="Status"><c>ok</c>, <c>pending</c>, <c>failed</c>, <c>canceled</c>.</param>
public sealed record BridgeTransfer(string? Id, string Kind, string? Asset, decimal? Amount, BridgeFee? Fee, string? Status, DateTimeOffset? Timestamp);
