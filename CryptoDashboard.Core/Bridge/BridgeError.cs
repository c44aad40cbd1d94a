using System.Text.Json;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Bridge;

/// <summary>An error frame.</summary>
internal sealed record BridgeError(string Name, string? Kind, string Message, long? RetryAfterMs = null, bool Unknown = false)
{
    public OutsideFault ToFault(string exchange) =>
        CcxtErrors.Fault(exchange, Name, Kind, Message, RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, Unknown);

    public static OutsideFault Read(ReadOnlySpan<byte> body, string exchange)
    {
        try
        {
            if (JsonSerializer.Deserialize<BridgeError>(body, WireJson.Options) is { } error)
                return error.ToFault(exchange);
        }
        catch (JsonException)
        {
            // Falls through: an error that cannot be read is an error all the same.
        }
        return new OutsideFault(OutsideFaultKind.Transient, exchange, "UnreadableError", $"{exchange} failed in a way that could not be read.");
    }
}
