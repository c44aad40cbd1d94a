namespace CryptoDashboard.Core.Storage.Embedded;

/// <summary>
/// Which processes use an instance, as files <c>users/PID-NUMBER</c> that hold the process's mark. A process that died without
/// signing off, or whose number was given to another one since, does not count.
/// </summary>
internal sealed class InstanceUsers(string dataFolder)
{
    private static int _numbers;

    private readonly string _folder = Path.Combine(dataFolder, "users");
    private string? _mine;

    public void SignOn()
    {
        Directory.CreateDirectory(_folder);
        _mine = Path.Combine(_folder, $"{Environment.ProcessId}-{Interlocked.Increment(ref _numbers)}");
        File.WriteAllText(_mine, ProcessState.Mark(Environment.ProcessId) ?? "");
    }

    /// <returns>Whether this was the last one.</returns>
    public bool SignOff()
    {
        if (_mine is not null)
            File.Delete(_mine);
        _mine = null;
        return !Directory.Exists(_folder) || !Directory.EnumerateFiles(_folder).Any(IsAlive);
    }

    private static bool IsAlive(string file)
    {
        if (int.TryParse(Path.GetFileName(file).Split('-')[0], out var pid) && ProcessState.Mark(pid) is { } start && start == File.ReadAllText(file))
            return true;
        File.Delete(file);
        return false;
    }
}
