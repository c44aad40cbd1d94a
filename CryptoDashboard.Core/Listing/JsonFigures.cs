using System.Text.Json;

namespace CryptoDashboard.Core.Listing;

/// <summary>Reads fields of others' JSON without trusting them: what is absent, null or no number is null.</summary>
internal static class JsonFigures
{
    public static string? Words(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String && field.GetString() is { Length: > 0 and <= 100 } text ? text : null;

    public static decimal? Money(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetDecimal(out var number) ? number : null;

    /// <summary>A change in percent as a ratio.</summary>
    public static double? Percent(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out var number) && double.IsFinite(number) ? number / 100 : null;

    public static DateTimeOffset? Time(this JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String && field.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;
}
