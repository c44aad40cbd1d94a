using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// Between the thread of the pipe, which never waits, and one reader. Latest wins: a newer value replaces one not read yet. Otherwise up
/// to a bound nothing is lost; beyond it values are dropped until the reader has caught up, and it is told how many, at their place.
/// </summary>
internal sealed class UpdateBuffer<T>(bool latestWins, int bound)
{
    private readonly Lock _gate = new();
    private readonly Queue<BridgeUpdate<T>> _queue = new();
    private readonly Dictionary<BridgeStreamKey, T> _latest = [];
    private readonly Dictionary<BridgeStreamKey, long> _missed = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Push(BridgeStreamKey stream, T value)
    {
        lock (_gate)
        {
            if (latestWins)
            {
                // Queued once; what is read is the newest by then.
                if (!_latest.TryAdd(stream, value))
                {
                    _latest[stream] = value;
                    return;
                }
                _queue.Enqueue(new BridgeUpdate<T>(stream, value));
            }
            else if (_missed.Count > 0 || _queue.Count >= bound)
            {
                Miss(stream, 1);
            }
            else
            {
                _queue.Enqueue(new BridgeUpdate<T>(stream, value));
            }
        }
        _signal.Writer.TryWrite(true);
    }

    public void Push(BridgeStreamKey stream, BridgeStreamState state)
    {
        lock (_gate)
            _queue.Enqueue(new BridgeUpdate<T>(stream, default, state));
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Values went missing before they came here.</summary>
    public void PushGap(BridgeStreamKey stream, long missed)
    {
        lock (_gate)
        {
            if (_missed.Count > 0)
                Miss(stream, missed);
            else
                _queue.Enqueue(new BridgeUpdate<T>(stream, default, Missed: missed));
        }
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Forgets what has not been read of a stream.</summary>
    public void Forget(BridgeStreamKey stream)
    {
        lock (_gate)
        {
            _latest.Remove(stream);
            _missed.Remove(stream);
            for (var left = _queue.Count; left > 0; left--)
            {
                var update = _queue.Dequeue();
                if (update.Stream != stream)
                    _queue.Enqueue(update);
            }
        }
    }

    /// <summary>Lets the reader run out.</summary>
    public void Complete() => _signal.Writer.TryComplete();

    public async IAsyncEnumerable<BridgeUpdate<T>> Read([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _signal.Reader.WaitToReadAsync(cancel))
        {
            _signal.Reader.TryRead(out _);
            while (TryTake(out var update))
            {
                yield return update;
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private bool TryTake(out BridgeUpdate<T> update)
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out update))
            {
                if (latestWins && update.IsValue && _latest.Remove(update.Stream, out var newest))
                    update = update with { Value = newest };
                return true;
            }
            if (_missed.Count == 0)
                return false;
            var (stream, count) = _missed.First();
            _missed.Remove(stream);
            update = new BridgeUpdate<T>(stream, default, Missed: count);
            return true;
        }
    }

    private void Miss(BridgeStreamKey stream, long count) => _missed[stream] = _missed.GetValueOrDefault(stream) + count;
}
