using System.Collections.Concurrent;

namespace CryptoDashboard.Tests.StandIns;

/// <summary>
/// What a stand-in does wrong, on command. Safe from any thread; what is counted is used up, what is a switch stays until it is turned.
/// </summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Planned> _planned = [];
    private readonly ConcurrentDictionary<StandInSocket, byte> _sockets = new();
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _held;
    private int _duplicates;
    private int _swaps;
    private int _truncations;

    /// <summary>How far the stand-in's clock is ahead.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>While set, sockets stay open and say nothing.</summary>
    public bool StallSockets { get; set; }

    /// <summary>While set, new sockets are refused with 503.</summary>
    public bool RefuseSockets { get; set; }

    /// <summary>How many sockets are open.</summary>
    public int OpenSockets => _sockets.Count;

    /// <summary>How many sockets were ever opened.</summary>
    public int SocketsOpened { get; private set; }

    /// <summary>The next requests meet this fault.</summary>
    /// <param name="path">Only requests whose path contains this; null for all.</param>
    public void Plan(HttpFault fault, int times = 1, string? path = null, string? method = null)
    {
        lock (_gate)
            _planned.Add(new Planned(fault, path, method) { Left = times });
    }

    /// <summary>Lets requests go on that <see cref="HttpFault.Stall"/> holds.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _planned.Clear();
            _released.TrySetResult();
            _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Breaks every open socket off, without a closing handshake.</summary>
    public void DropSockets()
    {
        foreach (var socket in _sockets.Keys)
            socket.Abort();
    }

    /// <summary>The next messages on sockets come twice.</summary>
    public void Duplicate(int messages = 1) => Interlocked.Add(ref _duplicates, messages);

    /// <summary>The next pairs of messages on sockets change places.</summary>
    public void Swap(int pairs = 1) => Interlocked.Add(ref _swaps, pairs);

    /// <summary>The next messages on sockets are cut in half.</summary>
    public void Truncate(int messages = 1) => Interlocked.Add(ref _truncations, messages);

    internal HttpFault? Take(string path, string method)
    {
        lock (_gate)
        {
            var found = _planned.Find(p => (p.Path is null || path.Contains(p.Path, StringComparison.Ordinal)) && (p.Method is null || p.Method == method));
            if (found is not null && --found.Left == 0)
                _planned.Remove(found);
            return found?.Fault;
        }
    }

    internal Task WhenReleased()
    {
        lock (_gate)
            return _released.Task;
    }

    internal void Opened(StandInSocket socket)
    {
        _sockets[socket] = 0;
        SocketsOpened++;
    }

    internal void Closed(StandInSocket socket) => _sockets.TryRemove(socket, out _);

    /// <summary>What goes out instead of a message.</summary>
    internal IEnumerable<byte[]> Shape(byte[] message)
    {
        if (StallSockets)
            return [];
        if (TakeOne(ref _truncations))
            return [message[..(message.Length / 2)]];
        if (TakeOne(ref _duplicates))
            return [message, message];
        lock (_gate)
        {
            if (_held is { } held)
            {
                _held = null;
                return [message, held];
            }
            if (!TakeOne(ref _swaps))
                return [message];
            _held = message;
            return [];
        }
    }

    private static bool TakeOne(ref int left)
    {
        // Read first: without a fault planned, nothing is written on the fast path.
        if (Volatile.Read(ref left) <= 0)
            return false;
        if (Interlocked.Decrement(ref left) >= 0)
            return true;
        Interlocked.Increment(ref left);
        return false;
    }

    private sealed record Planned(HttpFault Fault, string? Path, string? Method)
    {
        public int Left { get; set; }
    }
}
