using System.Collections.Concurrent;
using System.Text.Json;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.Bridge;

/// <summary>All streams that somebody watches. Kept over the lives of bridges: each new one is asked for them again.</summary>
internal sealed class BridgeStreams(Action<object> send, Func<long> nextId)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<BridgeStreamKey, BridgeStream> _byKey = [];
    private readonly ConcurrentDictionary<long, BridgeStream> _byId = new();

    public int Count => _byId.Count;

    public void Watch<T>(BridgeStreamKey key, BridgeStream<T>.RowReader read, bool latestWins, UpdateBuffer<T> watcher)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var shared))
            {
                ((BridgeStream<T>)shared).Add(watcher);
                return;
            }
            var stream = new BridgeStream<T>(nextId(), key, read, latestWins);
            stream.Add(watcher);
            _byKey.Add(key, stream);
            _byId[stream.Id] = stream;
            send(Request(stream));
        }
    }

    public void Leave<T>(BridgeStreamKey key, UpdateBuffer<T> watcher)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var shared) || !((BridgeStream<T>)shared).Remove(watcher))
                return;
            _byKey.Remove(key);
            _byId.TryRemove(shared.Id, out _);
            send(new { unsubscribe = shared.Id });
        }
    }

    /// <summary>Asks a new bridge for everything that is watched.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            foreach (var stream in _byKey.Values)
                send(Request(stream));
        }
    }

    /// <summary>The bridge is gone; what it carried comes back with the next.</summary>
    public void Interrupt(string reason)
    {
        foreach (var stream in _byId.Values)
            stream.OnState(new BridgeStreamState(BridgeStreamPhase.Reconnecting, Reason: reason));
    }

    /// <summary>Passes a frame to its stream; one that is no longer watched is dropped.</summary>
    public void Receive(BridgeFrame frame)
    {
        if (!_byId.TryGetValue(frame.Id, out var stream))
            return;
        switch (frame.Kind)
        {
            case BridgeFrameKind.Data:
                stream.OnData(frame.Body);
                break;
            case BridgeFrameKind.Gap:
                stream.OnGap(JsonSerializer.Deserialize<long>(frame.Body));
                break;
            case BridgeFrameKind.State:
                if (JsonSerializer.Deserialize<StateFrame>(frame.Body, WireJson.Options) is { } told)
                    stream.OnState(told.ToState(stream.Key.Exchange));
                break;
        }
    }

    private static object Request(BridgeStream stream)
    {
        var key = stream.Key;
        return new
        {
            id = stream.Id,
            exchange = key.Exchange,
            account = key.Account.Length > 0 ? key.Account : null,
            subscribe = NameOf(key.Kind),
            args = new
            {
                symbol = key.Symbol.Length > 0 ? key.Symbol : null,
                timeframe = key.Timeframe.Length > 0 ? key.Timeframe : null,
                depth = key.Depth > 0 ? key.Depth : (int?)null,
            },
        };
    }

    private static string NameOf(BridgeStreamKind kind) => kind switch
    {
        BridgeStreamKind.Ticker => "ticker",
        BridgeStreamKind.Trades => "trades",
        BridgeStreamKind.Candles => "candles",
        BridgeStreamKind.Book => "book",
        BridgeStreamKind.Orders => "orders",
        BridgeStreamKind.MyTrades => "myTrades",
        BridgeStreamKind.Balance => "balance",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such stream."),
    };

    private sealed record StateFrame(string State, string? Via, string? Reason, BridgeError? Error)
    {
        public BridgeStreamState ToState(string exchange) => new(
            State switch
            {
                "live" => BridgeStreamPhase.Live,
                "reconnecting" => BridgeStreamPhase.Reconnecting,
                "ended" => BridgeStreamPhase.Ended,
                _ => BridgeStreamPhase.Connecting,
            },
            Via == "poll",
            Reason,
            State == "ended" ? Error?.ToFault(exchange) ?? new OutsideFault(OutsideFaultKind.Transient, exchange, "Ended", Reason ?? "The stream ended.") : null);
    }
}
