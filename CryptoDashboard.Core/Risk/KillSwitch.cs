using System.Text.Json;

namespace CryptoDashboard.Core.Risk;

/// <summary>Who pressed the kill switch, when and why, and what it is to do.</summary>
/// <param name="Flatten">Whether positions are sold too; else their guards stay at work.</param>
public sealed record KillOrder(DateTimeOffset At, string By, string Reason, bool Flatten);

/// <summary>
/// The stored flag that stops everything. It lies in a file of the data folder, not in the database: it can be set while the database, a
/// feed, the bridge or every page is broken, by hand or by the command line, and it is there after any crash.
/// </summary>
public sealed class KillSwitch(string dataFolder)
{
    private readonly string _file = Path.Combine(dataFolder, "kill-switch.json");

    /// <summary>What was ordered, or null while the switch is off. A file that cannot be read counts as pressed.</summary>
    public KillOrder? Read()
    {
        try
        {
            // A file that says nothing was meant to say something.
            return File.Exists(_file) ? JsonSerializer.Deserialize<KillOrder>(File.ReadAllBytes(_file), JsonSerializerOptions.Web) ?? throw new JsonException("null") : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return new KillOrder(new DateTimeOffset(File.GetLastWriteTimeUtc(_file)), "unknown", "The file of the kill switch cannot be read; it counts as pressed.", Flatten: false);
        }
    }

    /// <summary>Sets it; durable when it returns.</summary>
    public void Press(KillOrder order)
    {
        Directory.CreateDirectory(dataFolder);
        var half = $"{_file}.{Path.GetRandomFileName()}";
        using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, order, JsonSerializerOptions.Web);
            stream.Flush(flushToDisk: true);
        }
        File.Move(half, _file, overwrite: true);
    }

    public void Release() => File.Delete(_file);
}
