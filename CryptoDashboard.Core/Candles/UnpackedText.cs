using System.IO.Hashing;

namespace CryptoDashboard.Core.Candles;

/// <summary>What comes out of a packed file, with damage told by a sentence that names the file. Read forwards only.</summary>
/// <param name="expected">The checksum (CRC-32) that the whole must have; null where it must end as an <see cref="EndedStream"/> does.</param>
internal sealed class UnpackedText(string name, Stream packed, uint? expected) : Stream
{
    private readonly Crc32 _sum = new();
    private bool _isEnded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static InvalidDataException Damaged(string name) =>
        new($"{name} cannot be unpacked: it is damaged, or not what its ending says. Fetch it again, or pack it anew.");

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = packed.Read(buffer);
            if (buffer.IsEmpty)
                return read;
            if (expected is not { } sum)
                return UpToEnd(buffer, read);
            _sum.Append(buffer[..read]);
            return read > 0 || _sum.GetCurrentHashAsUInt32() == sum ? read : throw Damaged(name);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(name);
        }
    }

    private int UpToEnd(Span<byte> buffer, int read)
    {
        if (read == 0)
            return _isEnded ? 0 : throw Damaged(name);
        if (buffer[read - 1] != 0)
            return read;
        _isEnded = true;
        return read - 1;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            packed.Dispose();
        base.Dispose(disposing);
    }
}
