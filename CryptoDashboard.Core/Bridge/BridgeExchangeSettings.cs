using System.Text.Json;
using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Bridge;

/// <summary>What is told to ccxt about one exchange, beyond what it knows itself. Holds no secret.</summary>
public sealed class BridgeExchangeSettings
{
    /// <summary>Addresses that replace ccxt's own, in the shape of ccxt's <c>urls</c>: a stand-in, a mirror.</summary>
    [JsonPropertyName("urls")]
    public JsonElement? Urls { get; set; }

    /// <summary>ccxt's <c>options</c>, merged over those the bridge sets.</summary>
    [JsonPropertyName("options")]
    public JsonElement? Options { get; set; }

    /// <summary>Whether to speak to the exchange's test net; without effect where <see cref="Urls"/> are given.</summary>
    [JsonPropertyName("sandbox")]
    public bool? TestNet { get; set; }

    /// <summary>How long one request to the exchange may take, in milliseconds.</summary>
    [JsonPropertyName("timeoutMs")]
    public int? TimeoutMs { get; set; }

    /// <summary>Whether requests are spaced as the exchange asks; switched off only against stand-ins.</summary>
    [JsonPropertyName("rateLimit")]
    public bool? RateLimit { get; set; }

    /// <summary>Whether everything is asked for although the exchange would push it: where a proxy lets no WebSocket through.</summary>
    [JsonPropertyName("poll")]
    public bool? Poll { get; set; }

    /// <summary>How often streams that the exchange does not push are asked for, in milliseconds.</summary>
    [JsonPropertyName("pollMs")]
    public int? PollMs { get; set; }
}
