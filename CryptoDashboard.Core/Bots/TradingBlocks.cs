using System.Collections.Concurrent;

namespace CryptoDashboard.Core.Bots;

/// <summary>What keeps every entry back at the moment, by its name: the kill switch, circuit breakers. Closing is never kept back.</summary>
public sealed class TradingBlocks
{
    private readonly ConcurrentDictionary<string, string> _why = new(StringComparer.Ordinal);

    /// <summary>A sentence that says why, or null when entries are free.</summary>
    public string? Sentence => _why.IsEmpty ? null : _why.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value).FirstOrDefault();

    /// <summary>All that is in the way, by name.</summary>
    public IReadOnlyDictionary<string, string> All => _why;

    public void Set(string name, string sentence) => _why[name] = sentence;

    public void Clear(string name) => _why.TryRemove(name, out _);
}
