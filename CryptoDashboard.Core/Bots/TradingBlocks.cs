using System.Collections.Concurrent;
using CryptoDashboard.Core.Markets;

namespace CryptoDashboard.Core.Bots;

/// <summary>What keeps every entry back at the moment, by its name: the kill switch, circuit breakers. Closing is never kept back.</summary>
public sealed class TradingBlocks
{
    /// <summary>What the name of a circuit breaker's block begins with.</summary>
    public const string Breaker = "breaker-";

    private readonly ConcurrentDictionary<string, string> _why = new(StringComparer.Ordinal);

    /// <summary>A sentence that says why, or null when entries are free.</summary>
    public string? Sentence => _why.IsEmpty ? null : _why.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value).FirstOrDefault();

    /// <summary>
    /// Why no entry is let through on a market, or null. A replay heeds the kill switch only: what the breakers saw is of today, and what a
    /// replay trades is to be the same whenever and however fast it is played.
    /// </summary>
    public string? SentenceFor(MarketId market) => market.Kind != MarketKind.Replay
        ? Sentence
        : _why.Where(w => !w.Key.StartsWith(Breaker, StringComparison.Ordinal)).OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value).FirstOrDefault();

    /// <summary>All that is in the way, by name.</summary>
    public IReadOnlyDictionary<string, string> All => _why;

    public void Set(string name, string sentence) => _why[name] = sentence;

    public void Clear(string name) => _why.TryRemove(name, out _);
}
