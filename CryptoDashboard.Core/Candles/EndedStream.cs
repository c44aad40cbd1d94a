using System.IO.Compression;

namespace CryptoDashboard.Core.Candles;

/// <summary>
/// A gzip file with one more packed part behind it, that unpacks to a single zero byte. What unpacks ends in silence where a file was cut off;
/// only behind a whole one does this part come out, and no text holds such a byte. Read forwards only.
/// </summary>
internal sealed class EndedStream(Stream file) : Stream
{
    private static readonly byte[] End = PackedZero();
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_given == 0 && file.Read(buffer) is > 0 and var read)
            return read;
        var more = Math.Min(buffer.Length, End.Length - _given);
        End.AsSpan(_given, more).CopyTo(buffer);
        _given += more;
        return more;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] PackedZero()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.WriteByte(0);
        return packed.ToArray();
    }
}
