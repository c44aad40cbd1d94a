using System.Globalization;

namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>What a server says of itself in its <c>postmaster.pid</c>.</summary>
/// <param name="Pid">Its process number.</param>
/// <param name="Folder">Its cluster, as it was told on its command line.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="SharedMemory">The number of its shared memory; null before it has some.</param>
/// <param name="IsReady">Whether it takes connections.</param>
internal sealed record PidFile(int Pid, string Folder, int? Port, int? SharedMemory, bool IsReady)
{
    /// <returns>Null when there is none, or one that is just being written.</returns>
    public static PidFile? Read(string file)
    {
        try
        {
            // Lines: pid, folder, start, port, socket folder, address, shared memory (key and number), status.
            var lines = File.ReadAllLines(file);
            return lines.Length >= 2 && Number(lines[0]) is { } pid
                ? new(pid, lines[1], Number(lines.ElementAtOrDefault(3)), Number(lines.ElementAtOrDefault(6)?.Split(' ')[^1]), lines.ElementAtOrDefault(7)?.Trim() == "ready")
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether that very server lives. The number alone does not tell: after a power cut, or in a container begun anew, another process
    /// may have been given it.
    /// </summary>
    public bool IsAlive() => ProcessState.IsAlive(Pid) && ProcessState.CommandLine(Pid) is { } words
        && Path.GetFileNameWithoutExtension(words[0]) == "postgres"
        && (words.Length == 1 || words.Contains(Folder, StringComparer.Ordinal));

    /// <summary>Whether no process of the server is left, so that the file only stands in the way of the next one.</summary>
    /// <remarks>
    /// A head that was killed can leave children that still write; a second server beside them would spoil the data. PostgreSQL looks for
    /// them by this file, so it may go only after they have.
    /// </remarks>
    public bool IsLeftBehind() => !IsAlive() && !(SharedMemory is { } id && Embedded.SharedMemory.IsUsed(id));

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
