using System.Text.Json;

namespace CryptoDashboard.Core.DeadMan;

/// <summary>The last sign of life of a desk.</summary>
/// <param name="ProcessId">Of the desk.</param>
/// <param name="StartedAt">When that desk started.</param>
/// <param name="At">When the sign was given.</param>
/// <param name="IsEnding">Whether it ended in order: its silence is no death.</param>
/// <param name="WatchdogId">The process that watches it, or null.</param>
/// <param name="CancelsEntries">Whether the watchdog has entries to cancel when it dies; else it need not ask the database.</param>
/// <param name="Losses">What would be lost if it died at this moment, one sentence for each live bot that something is at stake for.</param>
public sealed record Heartbeat(int ProcessId, DateTimeOffset StartedAt, DateTimeOffset At, bool IsEnding, int? WatchdogId, bool CancelsEntries, IReadOnlyList<string> Losses);

/// <summary>Where the heartbeat lies: a file of the data folder, which needs no database and outlives every process.</summary>
public sealed class HeartbeatFile(string dataFolder)
{
    private readonly string _file = Path.Combine(dataFolder, "heartbeat.json");

    public string DataFolder => dataFolder;

    public void Write(Heartbeat beat)
    {
        // Whole or not at all: the watchdog may read at any moment.
        var half = $"{_file}.new";
        File.WriteAllBytes(half, JsonSerializer.SerializeToUtf8Bytes(beat, JsonSerializerOptions.Web));
        File.Move(half, _file, overwrite: true);
    }

    /// <summary>The last sign, or null where there is none that can be read.</summary>
    public Heartbeat? Read()
    {
        try
        {
            return File.Exists(_file) ? JsonSerializer.Deserialize<Heartbeat>(File.ReadAllBytes(_file), JsonSerializerOptions.Web) : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
