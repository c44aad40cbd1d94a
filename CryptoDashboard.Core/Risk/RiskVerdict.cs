namespace CryptoDashboard.Core.Risk;

/// <summary>The gate's answer: exactly one of the two is set.</summary>
public readonly record struct RiskVerdict(ApprovedTrade? Approved, RiskRefusal? Refused);
