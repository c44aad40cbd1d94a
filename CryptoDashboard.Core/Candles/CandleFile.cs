using System.IO.Compression;

namespace CryptoDashboard.Core.Candles;

/// <summary>A candle file as it lies on disk: plain, .gz, or .zip with any number of .csv inside.</summary>
internal static class CandleFile
{
    /// <summary>The texts in a file, each with a name for reports and a way to see how far into the file the reading is.</summary>
    /// <exception cref="InvalidDataException">An archive is damaged or holds no .csv.</exception>
    public static IEnumerable<(string Name, Stream Text, Func<long> BytesRead)> Open(string path)
    {
        var name = Path.GetFileName(path);
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            using var archive = ZipFile.OpenRead(path);
            var entries = archive.Entries.Where(e => e.FullName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
            if (entries.Count == 0)
                throw new InvalidDataException($"{name} holds no .csv file.");
            var before = 0L;
            foreach (var entry in entries)
            {
                using var text = entry.Open();
                var done = before;
                yield return ($"{name}!{entry.FullName}", text, () => done);
                before += entry.CompressedLength;
            }
            yield break;
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            yield return (name, file, () => file.Position);
            yield break;
        }
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        yield return (name, unpacked, () => file.Position);
    }
}
