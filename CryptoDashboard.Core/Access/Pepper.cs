using System.Security.Cryptography;

namespace CryptoDashboard.Core.Access;

/// <summary>
/// A secret kept outside the database, in <c>keys/pepper</c> of the data folder: PIN hashes cannot be tried without it, so a stolen
/// database alone yields no PIN. Losing it locks everyone out; back it up apart from the database.
/// </summary>
public sealed class Pepper
{
    private const int Length = 32;

    private readonly byte[] _value;

    private Pepper(byte[] value) => _value = value;

    /// <summary>Where a data folder keeps it.</summary>
    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "keys", "pepper");

    /// <summary>The pepper of a data folder; made at the first call.</summary>
    /// <exception cref="InvalidOperationException">The file is damaged.</exception>
    public static Pepper In(string dataFolder)
    {
        var file = FileIn(dataFolder);
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!File.Exists(file))
            Make(file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var value = File.ReadAllBytes(file);
        return value.Length == Length
            ? new Pepper(value)
            : throw new InvalidOperationException($"The file {file} is damaged: it must hold {Length} bytes. Put the original back; without it no PIN can be checked.");
    }

    internal byte[] Mix(byte[] pin) => HMACSHA256.HashData(_value, pin);

    // Written whole under another name first: a crash leaves no half pepper, and of two processes one wins.
    private static void Make(string file)
    {
        var half = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(half, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Length));
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(half, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(half);
        }
    }
}
