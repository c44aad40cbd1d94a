using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Bridge;

/// <summary>The first frame of a bridge.</summary>
/// <param name="Ccxt">Null where ccxt is not installed.</param>
internal sealed record BridgeHello(
    [property: JsonPropertyName("protocol")] int Protocol,
    [property: JsonPropertyName("ccxt")] string? Ccxt,
    [property: JsonPropertyName("node")] string Node)
{
    /// <summary>Why this bridge cannot be used, with what to do about it, or null.</summary>
    public string? Misfit()
    {
        if (Protocol != BridgeOptions.Protocol)
            return $"The exchange bridge speaks protocol {Protocol}, this program {BridgeOptions.Protocol}: update both from the same release.";
        if (!int.TryParse(Node.Split('.')[0], out var major) || major < BridgeOptions.OldestNode)
            return $"Node.js {Node} is too old for the exchange bridge: install Node.js {BridgeOptions.OldestNode} or newer.";
        return Ccxt is null ? "ccxt is not installed beside the exchange bridge: run npm ci in the folder of the program." : null;
    }
}
