using System.Collections.Concurrent;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Risk;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Bots;

/// <summary>
/// The circuit breakers of the desk: a market that moves too far, too many losses in a row, an outside that does not answer. Each keeps every
/// entry back while it is open, tells of it as an event, and recovers by itself over a time of probation.
/// </summary>
public sealed class BreakerWatch : IDisposable
{
    public const string MarketMove = "market-move";
    public const string Losses = "losses";
    public const string Outside = "outside";

    private readonly ConcurrentDictionary<string, CircuitBreaker> _breakers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MarketId, Queue<double>> _closes = new();
    private readonly Lock _gate = new();
    private readonly MarketHub _hub;
    private readonly BotEngine _engine;
    private readonly TradingBlocks _blocks;
    private readonly EventTeller _teller;
    private readonly BreakerOptions _options;
    private readonly TimeProvider _time;
    private int _losses;
    private int _faults;

    public BreakerWatch(MarketHub hub, BotEngine engine, TradingBlocks blocks, EventTeller teller, BreakerOptions options, TimeProvider time)
    {
        (_hub, _engine, _blocks, _teller, _options, _time) = (hub, engine, blocks, teller, options, time);
        foreach (var name in (string[])[MarketMove, Losses, Outside])
            _breakers[name] = new CircuitBreaker(name, TimeSpan.FromMinutes(options.RestMinutes));
        _hub.CandleClosed += OnClosed;
    }

    public IReadOnlyList<CircuitBreaker> Breakers => [.. _breakers.Values.OrderBy(b => b.Name, StringComparer.Ordinal)];

    /// <summary>Reads events for what counts here and lets time go by, until cancelled.</summary>
    public async Task Run(EventFeed events, CancellationToken cancel)
    {
        var ticking = Tick(cancel);
        await foreach (var batch in events.Subscribe(null, cancel))
        {
            foreach (var told in batch)
                Take(told);
        }
        await ticking;
    }

    /// <summary>A person lets entries through again.</summary>
    public void Reset(string name, string by)
    {
        if (!_breakers.TryGetValue(name, out var breaker) || breaker.Phase == BreakerPhase.Closed)
            return;
        (_losses, _faults) = (0, 0);
        Become(breaker.Reset(), $"{by} reset the circuit breaker {name}.");
    }

    public void Dispose() => _hub.CandleClosed -= OnClosed;

    private async Task Tick(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        while (await timer.WaitForNextTickAsync(cancel).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default))
        {
            foreach (var breaker in _breakers.Values)
            {
                var now = breaker.At(_time.GetUtcNow());
                if (now.Phase != breaker.Phase)
                    Become(now, now.Phase == BreakerPhase.Probation ? $"The circuit breaker {now.Name} lets entries through on probation until {now.Until:HH:mm} UTC." : $"The circuit breaker {now.Name} is closed again.");
            }
        }
    }

    private void Take(DomainEvent told)
    {
        // A replay is the past: a month of losses in half a minute says nothing of today, and must neither hold real money back nor, by when
        // it is noticed, decide what the rest of the replay trades.
        if (told.Market is { } name && MarketId.TryParse(name, out var market) && market.Kind == MarketKind.Replay)
            return;
        switch (told.Kind)
        {
            case "trade-closed":
                _losses = told.Text.Contains("closed a trade: -", StringComparison.Ordinal) ? _losses + 1 : 0;
                if (_options.LossesInARow > 0 && _losses >= _options.LossesInARow)
                    Trip(Losses, $"{_losses} trades in a row were closed at a loss.");
                break;
            case "order-unknown":
                if (_options.OutsideFaults > 0 && ++_faults >= _options.OutsideFaults)
                    Trip(Outside, $"The answer to {_faults} orders in a row was lost.");
                break;
            case "order-filled":
                _faults = 0;
                break;
        }
    }

    private void OnClosed(Market market, ClosedCandle closed)
    {
        if (_options.MarketMove <= 0 || closed.Timeframe != Timeframe.M1 || market.Id.Kind is MarketKind.Replay || !_engine.Watches(market.Id))
            return;
        double first, last = closed.Candle.Close;
        lock (_gate)
        {
            var closes = _closes.GetOrAdd(market.Id, static _ => new Queue<double>());
            closes.Enqueue(last);
            if (closes.Count > _options.MoveMinutes + 1)
                closes.Dequeue();
            first = closes.Peek();
        }
        if (Math.Abs((last / first) - 1) >= _options.MarketMove)
            Trip(MarketMove, $"{market.Id} moved {(last / first) - 1:+0.0%;-0.0%} within {_options.MoveMinutes} minutes.");
    }

    private void Trip(string name, string reason)
    {
        var breaker = _breakers[name];
        var tripped = breaker.Trip(reason, _time.GetUtcNow());
        if (tripped.Phase == breaker.Phase)
            return;
        (_losses, _faults) = (0, 0);
        Become(tripped, $"The circuit breaker {name} keeps entries back until {tripped.Until:yyyy-MM-dd HH:mm} UTC: {reason}");
    }

    private void Become(CircuitBreaker breaker, string text)
    {
        _breakers[breaker.Name] = breaker;
        if (breaker.Phase == BreakerPhase.Open)
            _blocks.Set(TradingBlocks.Breaker + breaker.Name, $"A circuit breaker keeps entries back until {breaker.Until:HH:mm} UTC: {breaker.Reason}");
        else
            _blocks.Clear(TradingBlocks.Breaker + breaker.Name);
        _teller.Tell(EventTopic.Risk, $"breaker-{breaker.Phase.ToString().ToLowerInvariant()}", text);
    }
}
