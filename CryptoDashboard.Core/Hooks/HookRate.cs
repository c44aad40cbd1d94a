namespace CryptoDashboard.Core.Hooks;

/// <summary>Counts calls by name in windows of a minute. Bounded: names of past windows are forgotten, and a flood of new ones shares a count.</summary>
public sealed class HookRate(int perMinute, TimeProvider time)
{
    private const int MostNames = 10_000;
    private const string TheRest = "";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _minute;

    /// <returns>Null when the call may pass, else how many calls beyond the limit this is, from 1.</returns>
    public int? Excess(string name)
    {
        lock (_lock)
        {
            var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != _minute)
            {
                _counts.Clear();
                _minute = minute;
            }
            var counted = _counts.ContainsKey(name) || _counts.Count < MostNames ? name : TheRest;
            var count = _counts[counted] = _counts.GetValueOrDefault(counted) + 1;
            return count > perMinute ? count - perMinute : null;
        }
    }
}
