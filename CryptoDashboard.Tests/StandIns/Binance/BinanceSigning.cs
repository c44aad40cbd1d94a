using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CryptoDashboard.Tests.StandIns.Binance;

/// <summary>Checks keys, times and signatures as Binance does.</summary>
internal static class BinanceSigning
{
    private const long FutureAllowance = 1_000;

    /// <param name="signed">Query and body as they came, without the signature and the &amp; before it.</param>
    /// <returns>The error to answer with, or null.</returns>
    public static (int Status, int Code, string Text)? Fault(BinanceStandIn standIn, string? key, string signed, string? signature, long? timestamp, long? recvWindow)
    {
        if (string.IsNullOrEmpty(key))
            return (401, -2014, "API-key format invalid.");
        if (standIn.RefuseKeys || key != BinanceStandIn.ApiKey)
            return (401, -2015, "Invalid API-key, IP, or permissions for action.");
        if (timestamp is not { } sent)
            return (400, -1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        if (signature is null || !Matches(signed, signature))
            return (400, -1022, "Signature for this request is not valid.");
        if (sent > standIn.ServerMs + FutureAllowance)
            return (400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        return standIn.ServerMs - sent > (recvWindow ?? 5_000) ? (400, -1021, "Timestamp for this request is outside of the recvWindow.") : null;
    }

    /// <summary>The same for the WebSocket API, where the parameters are signed in alphabetical order.</summary>
    public static (int Code, string Text)? Fault(BinanceStandIn standIn, JsonElement parameters)
    {
        var values = parameters.EnumerateObject().Where(p => p.Name != "signature").OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}");
        var fault = Fault(
            standIn,
            parameters.TryGetProperty("apiKey", out var key) ? key.GetString() : null,
            string.Join('&', values),
            parameters.TryGetProperty("signature", out var signature) ? signature.GetString() : null,
            parameters.TryGetProperty("timestamp", out var timestamp) ? timestamp.GetInt64() : null,
            recvWindow: null);
        return fault is var (_, code, text) ? (code, text) : null;
    }

    private static bool Matches(string signed, string signature)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(BinanceStandIn.Secret), Encoding.UTF8.GetBytes(signed));
        return string.Equals(Convert.ToHexString(expected), signature, StringComparison.OrdinalIgnoreCase);
    }
}
