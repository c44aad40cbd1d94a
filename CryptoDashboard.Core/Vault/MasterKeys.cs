using System.Security.Cryptography;

namespace CryptoDashboard.Core.Vault;

/// <summary>
/// The keys that seal exchange credentials, kept outside the database: in <c>keys/master</c> of the data folder (made at the first use, for
/// its owner only), in a file that a secret mount brings, or in the environment variable <see cref="Variable"/>. The first one seals, all
/// of them open. Losing them loses every stored credential and nothing else.
/// </summary>
public sealed class MasterKeys
{
    /// <summary><c>id:base64</c>, several separated by commas, the one that seals first.</summary>
    public const string Variable = "CRYPTODASHBOARD_MASTER_KEY";

    private const int Length = 32;

    private readonly string? _file;
    private IReadOnlyList<(string Id, byte[] Key)> _keys;

    private MasterKeys(string? file, IReadOnlyList<(string Id, byte[] Key)> keys) => (_file, _keys) = (file, keys);

    /// <summary>The id of the key that seals.</summary>
    public string Current => _keys[0].Id;

    public IReadOnlyList<string> Ids => [.. _keys.Select(k => k.Id)];

    /// <summary>Whether keys can be made and dropped here; else whoever sets the variable or the mount does that.</summary>
    public bool CanRotate => _file is not null;

    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "keys", "master");

    /// <param name="variable">The content of <see cref="Variable"/>, or null.</param>
    /// <param name="mount">The path of a secret mount with the same content, or null.</param>
    /// <exception cref="InvalidOperationException">What was found is no list of keys; the message says where.</exception>
    public static MasterKeys Load(string dataFolder, string? variable, string? mount)
    {
        if (!string.IsNullOrWhiteSpace(variable))
            return new MasterKeys(null, Parse(variable, $"The environment variable {Variable}"));
        if (!string.IsNullOrWhiteSpace(mount))
            return new MasterKeys(null, Parse(File.ReadAllText(mount), $"The file {mount}"));
        var file = FileIn(dataFolder);
        if (!File.Exists(file))
            Write(file, [NewKey([])]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new MasterKeys(file, Parse(File.ReadAllText(file), $"The file {file}"));
    }

    /// <summary>Reads the file again: another program may have put a new key before the others.</summary>
    public void Refresh()
    {
        if (_file is not null)
            _keys = Parse(File.ReadAllText(_file), $"The file {_file}");
    }

    /// <summary>The key of an id.</summary>
    /// <exception cref="CryptographicException">It is not here.</exception>
    internal ReadOnlySpan<byte> Find(string id)
    {
        foreach (var (known, key) in _keys)
        {
            if (known == id)
                return key;
        }
        throw new CryptographicException($"The master key {id} is not here. Bring back the file or the variable that held it; without it the credentials sealed by it cannot be opened.");
    }

    /// <summary>Puts a new key before the others; what is sealed from now on is sealed by it. Durable when it returns.</summary>
    /// <exception cref="InvalidOperationException">The keys are not kept here.</exception>
    public void Add()
    {
        var keys = new List<(string, byte[])>(_keys);
        keys.Insert(0, NewKey(Ids));
        Write(Own(), keys);
        _keys = keys;
    }

    /// <summary>Drops every key but the one that seals. Only once nothing is sealed by them any more.</summary>
    /// <exception cref="InvalidOperationException">The keys are not kept here.</exception>
    public void DropOld()
    {
        if (_keys.Count == 1)
            return;
        Write(Own(), [_keys[0]]);
        _keys = [_keys[0]];
    }

    private static (string Id, byte[] Key) NewKey(IReadOnlyList<string> taken)
    {
        var number = taken.Count + 1;
        while (taken.Contains($"k{number}"))
            number++;
        return ($"k{number}", RandomNumberGenerator.GetBytes(Length));
    }

    private static List<(string Id, byte[] Key)> Parse(string text, string where)
    {
        var keys = new List<(string, byte[])>();
        foreach (var part in text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var buffer = new byte[Length];
            if (part.Split(':', 2) is not [{ Length: > 0 and <= 20 } id, var encoded] || !Convert.TryFromBase64String(encoded, buffer, out var written) || written != Length)
                throw new InvalidOperationException($"{where} holds no master keys: one line id:base64 with {Length} bytes is expected for each. Put the original back.");
            keys.Add((id, buffer));
        }
        return keys.Count > 0 ? keys : throw new InvalidOperationException($"{where} is empty: one line id:base64 with {Length} bytes is expected.");
    }

    private string Own() => _file ?? throw new InvalidOperationException($"The master keys come from {Variable} or a mount: put a new one before the others there, run rotate-key, then take the old one away.");

    /// <summary>Written whole beside it first: a crash leaves the old file or the new one, never half of one.</summary>
    private static void Write(string file, IReadOnlyList<(string Id, byte[] Key)> keys)
    {
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var half = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(half, options))
        {
            foreach (var (id, key) in keys)
                stream.Write(System.Text.Encoding.ASCII.GetBytes($"{id}:{Convert.ToBase64String(key)}\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(half, file, overwrite: true);
    }
}
