using System.IO.Compression;

namespace CryptoDashboard.Core.Candles;

/// <summary>A candle file as it lies on disk: plain, .gz, or .zip with any number of .csv inside.</summary>
internal static class CandleFile
{
    /// <summary>The texts in a file. One of them may turn out damaged while it is read; the others are there all the same.</summary>
    /// <exception cref="InvalidDataException">An archive is damaged or holds no .csv; the message names the file and says what to do.</exception>
    public static IEnumerable<CandleText> Open(string path)
    {
        var name = Path.GetFileName(path);
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            using var archive = OpenArchive(path, name);
            var entries = archive.Entries.Where(e => e.FullName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
            if (entries.Count == 0)
                throw new InvalidDataException($"{name} holds no .csv file.");
            var before = 0L;
            foreach (var entry in entries)
            {
                var done = before;
                yield return new CandleText($"{name}!{entry.FullName}", () => OpenEntry(entry, $"{name}!{entry.FullName}"), () => done);
                before += entry.CompressedLength;
            }
            yield break;
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            yield return new CandleText(name, () => new UnpackedText(name, new GZipStream(new EndedStream(file), CompressionMode.Decompress), expected: null), () => file.Position);
        else
            yield return new CandleText(name, () => file, () => file.Position);
    }

    private static ZipArchive OpenArchive(string path, string name)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw UnpackedText.Damaged(name);
        }
    }

    private static UnpackedText OpenEntry(ZipArchiveEntry entry, string name)
    {
        if (entry.IsEncrypted)
            throw new InvalidDataException($"{name} is locked by a password: unpack it, then import what was in it.");
        try
        {
            return new UnpackedText(name, entry.Open(), entry.Crc32);
        }
        catch (InvalidDataException)
        {
            throw UnpackedText.Damaged(name);
        }
    }
}
