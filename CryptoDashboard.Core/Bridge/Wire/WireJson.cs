using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Bridge.Wire;

/// <summary>How JSON of the bridge is read and written.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new DecimalText(), new UnixMilliseconds(), new HoldingRow() },
    };

    /// <summary>Money travels as text in both directions.</summary>
    private sealed class DecimalText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String or JsonTokenType.Number && decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new JsonException("A number is expected.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private sealed class UnixMilliseconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.FromUnixTimeMilliseconds(reader.TokenType == JsonTokenType.String ? long.Parse(reader.GetString()!, CultureInfo.InvariantCulture) : reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
    }

    /// <summary>[free, used, total]</summary>
    private sealed class HoldingRow : JsonConverter<BridgeHolding>
    {
        public override BridgeHolding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var row = JsonSerializer.Deserialize<decimal?[]>(ref reader, options);
            return row is [var free, var used, var total] ? new BridgeHolding(free, used, total) : throw new JsonException("A holding has three numbers.");
        }

        public override void Write(Utf8JsonWriter writer, BridgeHolding value, JsonSerializerOptions options) => throw new NotSupportedException("Holdings are only read.");
    }
}
