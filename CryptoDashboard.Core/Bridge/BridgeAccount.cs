namespace CryptoDashboard.Core.Bridge;

/// <summary>An account at an exchange, over which orders are sent. It has a connection of its own, apart from market data.</summary>
/// <param name="Id">Ours: 1 to 60 characters, no meaning to the exchange.</param>
/// <param name="Credentials">Asked each time the bridge starts, so that keys need not lie about in this process.</param>
/// <param name="TestNet">Whether the exchange's test net is meant.</param>
public sealed record BridgeAccount(string Id, string Exchange, Func<CancellationToken, ValueTask<BridgeCredentials>> Credentials, bool TestNet = false);
