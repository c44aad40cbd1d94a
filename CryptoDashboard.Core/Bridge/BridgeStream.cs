using System.Collections.Immutable;
using System.Text.Json;

namespace CryptoDashboard.Core.Bridge;

/// <summary>A stream that is open at the bridge, whatever it carries.</summary>
internal abstract class BridgeStream(long id, BridgeStreamKey key)
{
    public long Id => id;

    public BridgeStreamKey Key => key;

    /// <summary>Rows came. On the thread of the pipe.</summary>
    public abstract void OnData(ReadOnlySpan<byte> rows);

    public abstract void OnGap(long missed);

    public abstract void OnState(BridgeStreamState state);
}

/// <summary>A stream and those who watch it.</summary>
internal sealed class BridgeStream<T>(long id, BridgeStreamKey key, BridgeStream<T>.RowReader read, bool latestWins) : BridgeStream(id, key)
{
    private readonly Lock _gate = new();
    private ImmutableArray<UpdateBuffer<T>> _watchers = [];
    private BridgeStreamState _state = new(BridgeStreamPhase.Connecting);
    private T? _last;
    private bool _hasLast;

    internal delegate T RowReader(ref Utf8JsonReader reader);

    /// <summary>A watcher that comes later is told where the stream stands, and the latest value where only that counts.</summary>
    public void Add(UpdateBuffer<T> watcher)
    {
        lock (_gate)
        {
            _watchers = _watchers.Add(watcher);
            watcher.Push(Key, _state);
            if (_hasLast && _state.Phase == BridgeStreamPhase.Live)
                watcher.Push(Key, _last!);
        }
    }

    /// <returns>Whether nobody watches any more.</returns>
    public bool Remove(UpdateBuffer<T> watcher)
    {
        lock (_gate)
        {
            _watchers = _watchers.Remove(watcher);
            return _watchers.IsEmpty;
        }
    }

    public override void OnData(ReadOnlySpan<byte> rows)
    {
        var reader = new Utf8JsonReader(rows);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Data is not an array of rows.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var value = read(ref reader);
            lock (_gate)
            {
                if (latestWins)
                    (_last, _hasLast) = (value, true);
                foreach (var watcher in _watchers)
                    watcher.Push(Key, value);
            }
        }
    }

    public override void OnGap(long missed)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
                watcher.PushGap(Key, missed);
        }
    }

    public override void OnState(BridgeStreamState state)
    {
        lock (_gate)
        {
            if (_state == state)
                return;
            _state = state;
            foreach (var watcher in _watchers)
                watcher.Push(Key, state);
        }
    }
}
