namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>The spot markets of an exchange.</summary>
/// <param name="SavedAt">When they were fetched; they may come from disk.</param>
public sealed record BridgeMarkets(DateTimeOffset? SavedAt, IReadOnlyList<BridgeMarket> Markets);
