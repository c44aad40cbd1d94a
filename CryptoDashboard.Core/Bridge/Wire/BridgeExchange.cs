using System.Text.Json;
using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>What ccxt knows of an exchange without asking it.</summary>
/// <param name="HasSockets">Whether anything is pushed; everything else is polled.</param>
/// <param name="Timeframes">Of its candles: <c>1m</c>, <c>1h</c>.</param>
/// <param name="Has">ccxt's capabilities that are not false, by name: <c>watchTicker</c>; true or <c>"emulated"</c>.</param>
/// <param name="Credentials">Names of the credentials it needs: <c>apiKey</c>, <c>secret</c>, <c>password</c>.</param>
/// <param name="Keeps">Kinds of orders beyond market and limit that it keeps itself and tells of as of any other: <c>stop-limit</c>, and <c>pair</c> where a stop and a take-profit end each other there.</param>
public sealed record BridgeExchange(
    string Id,
    string Name,
    IReadOnlyList<string> Countries,
    bool HasSockets,
    IReadOnlyList<string> Timeframes,
    [property: JsonInclude] IReadOnlyDictionary<string, JsonElement> Has,
    IReadOnlyList<string> Credentials,
    bool HasTestNet,
    IReadOnlyList<string>? Keeps = null)
{
    /// <summary>Whether ccxt offers a method, be it emulated.</summary>
    public bool Can(string method) => Has.ContainsKey(method);
}
