using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Backtesting;

/// <summary>
/// A report as JSON: camelCase names, numbers as numbers, times in ISO 8601 (UTC), enums as words, and a figure that was refused as its
/// sentence in place of the number. Packed, it is the same compressed by Brotli.
/// </summary>
public static class ReportJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        // Served as application/json or as a file, never inside a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    public static string Write(BacktestReport report) => JsonSerializer.Serialize(report, Indented);

    /// <exception cref="JsonException">It is no report.</exception>
    public static BacktestReport Read(string json) => JsonSerializer.Deserialize<BacktestReport>(json, Options) ?? throw new JsonException("It is no report.");

    public static byte[] Pack(BacktestReport report)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(brotli, report, Options);
        return packed.ToArray();
    }

    /// <exception cref="JsonException">It is no packed report.</exception>
    public static BacktestReport Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<BacktestReport>(brotli, Options) ?? throw new JsonException("It is no report.");
    }
}
