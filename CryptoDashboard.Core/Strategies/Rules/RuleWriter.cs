using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Writes a rule document as <see cref="RuleReader"/> reads it: the same document always as the same text.</summary>
public static class RuleWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(RuleDocument document)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", RuleDocument.Format);
            json.WriteString("name", document.Name);
            Write(json, "entries", document.Entries);
            Write(json, "exits", document.Exits);
            Write(json, document.Stops);
            if (document.Share is { } share)
            {
                json.WriteStartObject("size");
                json.WriteNumber("share", share);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, RuleStops stops)
    {
        if (stops == RuleStops.None)
            return;
        json.WriteStartObject("stops");
        foreach (var (name, _, _, _, of) in RuleStops.Figures)
        {
            if (of(stops) is { } value)
                json.WriteNumber(name, value);
        }
        Write(json, "when", stops.When);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, RuleCondition? condition)
    {
        if (condition is null)
            return;
        json.WritePropertyName(name);
        Write(json, condition);
    }

    private static void Write(Utf8JsonWriter json, RuleCondition condition)
    {
        json.WriteStartObject();
        switch (condition)
        {
            case RuleCondition.All all:
                Write(json, "all", all.Of);
                break;
            case RuleCondition.Any any:
                Write(json, "any", any.Of);
                break;
            case RuleCondition.Not not:
                Write(json, "not", not.Of);
                break;
            case RuleCondition.InPosition position:
                json.WriteBoolean("inPosition", position.Yes);
                break;
            case RuleCondition.Comparison comparison:
                Write(json, "left", comparison.Left);
                json.WriteString("is", RuleWords.Of(comparison.Is));
                Write(json, "right", comparison.Right);
                break;
            case RuleCondition.Between between:
                Write(json, "left", between.Left);
                json.WriteString("is", RuleWords.Between);
                Write(json, "low", between.Low);
                Write(json, "high", between.High);
                break;
            case RuleCondition.Slope slope:
                Write(json, "left", slope.Left);
                json.WriteString("is", slope.Rising ? RuleWords.Rising : RuleWords.Falling);
                json.WriteNumber("candles", slope.Candles);
                break;
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<RuleCondition> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
            Write(json, part);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, RuleOperand operand)
    {
        if (operand is RuleOperand.Number number)
        {
            json.WriteNumber(name, number.Value);
            return;
        }
        json.WriteStartObject(name);
        switch (operand)
        {
            case RuleOperand.OfCandle candle:
                json.WriteString("price", RuleWords.Of(candle.Source));
                break;
            case RuleOperand.OfPosition position:
                json.WriteString("position", RuleWords.Positions.First(p => p.Figure == position.Figure).Word);
                break;
            case RuleOperand.OfTime time:
                json.WriteString("time", RuleWords.Times.First(t => t.Figure == time.Figure).Word);
                break;
            case RuleOperand.Indicator indicator:
                Write(json, indicator);
                break;
        }
        if (operand.Offset != 0)
            json.WriteNumber("offset", operand.Offset);
        if (operand.Times != 1)
            json.WriteNumber("times", operand.Times);
        if (operand.Plus != 0)
            json.WriteNumber("plus", operand.Plus);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleOperand.Indicator indicator)
    {
        json.WriteStartObject("indicator");
        json.WriteString("name", indicator.Name);
        foreach (var parameter in indicator.Kind.Schema)
            json.WriteNumber(parameter.Name, indicator.Parameters[parameter.Name]);
        if (indicator.Kind.TakesSource && indicator.Source != indicator.Kind.DefaultSource)
            json.WriteString("source", RuleWords.Of(indicator.Source));
        if (indicator.Output != 0)
            json.WriteString("output", indicator.Kind.Outputs[indicator.Output].Name);
        json.WriteEndObject();
    }
}
