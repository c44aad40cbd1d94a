namespace CryptoDashboard.Core.Bots;

/// <summary>What a bot has open at the moment.</summary>
/// <param name="AtExchange">Orders that the exchange has and that do not trade at once.</param>
/// <param name="Stops">Those of them that wait for a price.</param>
/// <param name="Buying">What all its open buys may still spend; quote units.</param>
public readonly record struct OpenOrders(int AtExchange, int Stops, decimal Buying);
