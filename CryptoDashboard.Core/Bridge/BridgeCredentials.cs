using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Bridge;

/// <summary>Keys to an account. They go to the bridge through its input and nowhere else; printing them prints nothing.</summary>
public sealed class BridgeCredentials(string apiKey, string secret, string? password = null, string? uid = null)
{
    [JsonPropertyName("apiKey")]
    public string ApiKey => apiKey;

    [JsonPropertyName("secret")]
    public string Secret => secret;

    /// <summary>The passphrase that some exchanges ask for.</summary>
    [JsonPropertyName("password")]
    public string? Password => password;

    [JsonPropertyName("uid")]
    public string? Uid => uid;

    public override string ToString() => "(credentials)";
}
