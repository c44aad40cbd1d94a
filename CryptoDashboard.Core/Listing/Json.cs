using System.Text.Json;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Listing;

/// <summary>Parses an answer, with a sentence for the day when a proxy answers instead of the source.</summary>
internal static class Json
{
    /// <exception cref="OutsideFault">The answer is no JSON.</exception>
    public static JsonDocument Parse(HttpAnswer answer, string source)
    {
        try
        {
            return JsonDocument.Parse(answer.Bytes, new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException exception)
        {
            throw new OutsideFault(OutsideFaultKind.Transient, source, "BadAnswer", $"{source} answered something that is no JSON ({answer.Media ?? "no type"}).", exception);
        }
    }
}
