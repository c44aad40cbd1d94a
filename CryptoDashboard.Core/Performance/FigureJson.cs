using System.Text.Json;
using System.Text.Json.Serialization;

namespace CryptoDashboard.Core.Performance;

/// <summary>Writes a figure as a number or as the sentence that stands for it, and reads both.</summary>
public sealed class FigureJson : JsonConverter<Figure>
{
    public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => Figure.Of(reader.GetDouble()),
        JsonTokenType.String => Figure.None(reader.GetString()!),
        _ => throw new JsonException("A figure is a number or a sentence that says why there is none."),
    };

    public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options)
    {
        if (value.Value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(value.Refusal);
    }
}
