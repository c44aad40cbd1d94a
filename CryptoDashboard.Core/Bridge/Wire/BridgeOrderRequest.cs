using System.Text.Json;

namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>An order to send.</summary>
/// <param name="Type"><c>market</c> or <c>limit</c>.</param>
/// <param name="Side"><c>buy</c> or <c>sell</c>.</param>
/// <param name="Amount">Base units; already a multiple of the lot.</param>
/// <param name="Price">Quote units, already a multiple of the tick; null for a market order, unless the exchange turns its amount into a cost.</param>
/// <param name="ClientOrderId">Ours, derived so that the same intent always has the same.</param>
/// <param name="IsExit">Whether it lowers risk: then it goes before entries where requests have to wait.</param>
/// <param name="Params">ccxt's further parameters: <c>timeInForce</c>, <c>postOnly</c>, <c>stopLossPrice</c>.</param>
public sealed record BridgeOrderRequest(
    string Symbol,
    string Type,
    string Side,
    decimal Amount,
    decimal? Price,
    string ClientOrderId,
    IReadOnlyDictionary<string, JsonElement>? Params = null,
    bool IsExit = false);
