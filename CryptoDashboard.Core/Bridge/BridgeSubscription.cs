using System.Collections.Concurrent;

namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// Somebody's watch over one or many streams of a kind, read as one sequence by one reader. Disposing it ends the sequence; a stream that
/// nobody watches any more is dropped at the exchange.
/// </summary>
public sealed class BridgeSubscription<T> : IDisposable
{
    private readonly ConcurrentDictionary<string, BridgeStreamKey> _keys = new(StringComparer.Ordinal);
    private readonly BridgeStreams _streams;
    private readonly BridgeStream<T>.RowReader _read;
    private readonly Func<string, BridgeStreamKey> _keyOf;
    private readonly UpdateBuffer<T> _buffer;
    private readonly bool _latestWins;

    internal BridgeSubscription(BridgeStreams streams, BridgeStream<T>.RowReader read, Func<string, BridgeStreamKey> keyOf, bool latestWins, int bound)
    {
        (_streams, _read, _keyOf, _latestWins) = (streams, read, keyOf, latestWins);
        _buffer = new UpdateBuffer<T>(latestWins, bound);
    }

    /// <summary>The symbols watched; one empty one for the streams of an account.</summary>
    public ICollection<string> Symbols => _keys.Keys;

    /// <summary>Watches one symbol more; one that is watched already changes nothing.</summary>
    public void Add(string symbol)
    {
        var key = _keyOf(symbol);
        if (_keys.TryAdd(symbol, key))
            _streams.Watch(key, _read, _latestWins, _buffer);
    }

    /// <summary>Watches one symbol less. What has come of it and was not read yet is forgotten.</summary>
    public void Remove(string symbol)
    {
        if (!_keys.TryRemove(symbol, out var key))
            return;
        _streams.Leave(key, _buffer);
        _buffer.Forget(key);
    }

    /// <summary>Leaves a symbol that is watched and watches it again: for a stream that has lost its step. Without effect on any other.</summary>
    public void Renew(string symbol)
    {
        if (!_keys.TryGetValue(symbol, out var key))
            return;
        _streams.Leave(key, _buffer);
        _buffer.Forget(key);
        _streams.Watch(key, _read, _latestWins, _buffer);
    }

    /// <summary>Values and news of the streams, in order per stream, until disposed or cancelled. For one reader.</summary>
    public IAsyncEnumerable<BridgeUpdate<T>> Read(CancellationToken cancel) => _buffer.Read(cancel);

    public void Dispose()
    {
        foreach (var symbol in _keys.Keys)
            Remove(symbol);
        _buffer.Complete();
    }
}
