using System.Collections.Concurrent;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Markets;

/// <summary>
/// The latest state of one market. Each value is replaced whole, so readers on any thread see old or new, never a mixture;
/// <see cref="Version"/> grows with each change and lets a page see at a glance whether there is anything to draw.
/// </summary>
public sealed class Market
{
    private const int KeptTrades = 60;

    private readonly ConcurrentDictionary<Timeframe, StrongBox> _inProgress = new();
    private readonly ConcurrentDictionary<Timeframe, StrongBox> _lastClosed = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _settled;
    private readonly Queue<MarketTrade> _trades = new();
    private Ticker? _ticker;
    private OrderBook? _book;
    private long _version;
    private int _holds;

    internal Market(MarketId id, TradingRules rules, MarketClock clock) => (Id, Rules, Clock) = (id, rules, clock);

    public MarketId Id { get; }

    public TradingRules Rules { get; }

    public MarketClock Clock { get; }

    public Ticker? Ticker => Volatile.Read(ref _ticker);

    /// <summary>The newest order book, or null while nobody watches it.</summary>
    public OrderBook? Book => Volatile.Read(ref _book);

    public long Version => Volatile.Read(ref _version);

    /// <summary>The last trades of others, newest first, at most 60; empty while nobody watches them.</summary>
    public IReadOnlyList<MarketTrade> LastTrades()
    {
        lock (_gate)
            return [.. _trades.Reverse()];
    }

    /// <summary>The candle that is still being made, or null.</summary>
    public Candle? InProgress(Timeframe timeframe) => _inProgress.TryGetValue(timeframe, out var box) ? box.Candle : null;

    /// <summary>The newest closed candle announced since this market was opened, or null.</summary>
    public Candle? LastClosed(Timeframe timeframe) => _lastClosed.TryGetValue(timeframe, out var box) ? box.Candle : null;

    /// <summary>
    /// Says that something announced on this market is still being worked on. A replay waits for the hold to be disposed before it goes
    /// on, which is what makes "as fast as possible" lose nothing; live feeds wait for nobody.
    /// </summary>
    public IDisposable Hold()
    {
        lock (_gate)
            _holds++;
        return new HoldHandle(this);
    }

    /// <summary>Completes when nobody holds this market.</summary>
    public ValueTask WhenSettled(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_holds == 0)
                return ValueTask.CompletedTask;
            _settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_settled.Task.WaitAsync(cancel));
        }
    }

    internal void Set(Ticker ticker)
    {
        Volatile.Write(ref _ticker, ticker);
        Interlocked.Increment(ref _version);
    }

    internal void Set(OrderBook? book)
    {
        Volatile.Write(ref _book, book);
        Interlocked.Increment(ref _version);
    }

    internal void Add(MarketTrade trade)
    {
        lock (_gate)
        {
            _trades.Enqueue(trade);
            if (_trades.Count > KeptTrades)
                _trades.Dequeue();
        }
        Interlocked.Increment(ref _version);
    }

    internal void Set(Timeframe timeframe, Candle inProgress)
    {
        _inProgress[timeframe] = new StrongBox(inProgress);
        Interlocked.Increment(ref _version);
    }

    /// <returns>Whether the candle is newer than the last closed one; an older or repeated one changes nothing.</returns>
    internal bool SetClosed(Timeframe timeframe, Candle closed)
    {
        lock (_gate)
        {
            if (_lastClosed.TryGetValue(timeframe, out var last) && last.Candle.OpenMs >= closed.OpenMs)
                return false;
            _lastClosed[timeframe] = new StrongBox(closed);
        }
        if (_inProgress.TryGetValue(timeframe, out var box) && box.Candle.OpenMs <= closed.OpenMs)
            _inProgress.TryRemove(timeframe, out _);
        Interlocked.Increment(ref _version);
        return true;
    }

    private void Release()
    {
        TaskCompletionSource? settled = null;
        lock (_gate)
        {
            if (--_holds == 0)
                (settled, _settled) = (_settled, null);
        }
        settled?.SetResult();
    }

    private sealed record StrongBox(Candle Candle);

    private sealed class HoldHandle(Market market) : IDisposable
    {
        private Market? _market = market;

        public void Dispose() => Interlocked.Exchange(ref _market, null)?.Release();
    }
}
