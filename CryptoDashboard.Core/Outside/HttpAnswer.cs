using System.Text;

namespace CryptoDashboard.Core.Outside;

/// <summary>What a source on the net answered.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Media">Its media type as the source names it, or null.</param>
/// <param name="Tag">The source's own mark of this version, or null where it gives none.</param>
/// <param name="At">When it was read (UTC).</param>
/// <param name="IsUnchanged">The source said that nothing changed; the body is that of the reading before.</param>
public sealed record HttpAnswer(ReadOnlyMemory<byte> Bytes, string? Media, string? Tag, DateTimeOffset At, bool IsUnchanged)
{
    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
