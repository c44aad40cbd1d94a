using System.Text.Json;

namespace CryptoDashboard.Core.Bridge;

/// <summary>What a frame says.</summary>
internal enum BridgeFrameKind
{
    Hello,
    Result,
    Error,
    Data,
    Gap,
    State,
}

/// <summary>
/// One line from the bridge, told apart but not yet read: <see cref="Body"/> is the JSON of the result, error, rows or state. It points
/// into the buffer of the pipe and is gone when the next line is read.
/// </summary>
internal readonly ref struct BridgeFrame
{
    private BridgeFrame(BridgeFrameKind kind, long id, ReadOnlySpan<byte> body)
    {
        Kind = kind;
        Id = id;
        Body = body;
    }

    public BridgeFrameKind Kind { get; }

    /// <summary>The request or the stream that the frame belongs to; 0 for hello.</summary>
    public long Id { get; }

    public ReadOnlySpan<byte> Body { get; }

    /// <returns>Whether the line is a frame of this protocol.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out BridgeFrame frame)
    {
        try
        {
            return Read(line, out frame);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            frame = default;
            return false;
        }
    }

    private static bool Read(ReadOnlySpan<byte> line, out BridgeFrame frame)
    {
        frame = default;
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        long id = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                id = reader.GetInt64();
                continue;
            }
            var kind = KindOf(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (kind == BridgeFrameKind.State)
            {
                frame = new BridgeFrame(BridgeFrameKind.State, id, line);
                return true;
            }
            reader.Skip();
            if (kind is not { } known)
                continue;
            frame = new BridgeFrame(known, id, line[start..(int)reader.BytesConsumed]);
            return true;
        }
        return false;
    }

    private static BridgeFrameKind? KindOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("data"u8))
            return BridgeFrameKind.Data;
        if (reader.ValueTextEquals("result"u8))
            return BridgeFrameKind.Result;
        if (reader.ValueTextEquals("error"u8))
            return BridgeFrameKind.Error;
        if (reader.ValueTextEquals("state"u8))
            return BridgeFrameKind.State;
        if (reader.ValueTextEquals("gap"u8))
            return BridgeFrameKind.Gap;
        return reader.ValueTextEquals("hello"u8) ? BridgeFrameKind.Hello : null;
    }
}
