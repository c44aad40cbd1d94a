using System.Collections.Concurrent;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// Serves the markets of <see cref="MarketKind.Any"/>: lets pass what the first healthy one of their sources says, and tells of every switch.
/// A candle is always one source's alone. Exchanges' own markets are never touched, so whoever trades on one sees only that one.
/// </summary>
public sealed class FailoverFeed : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Symbol, AnyMarket> _markets = new();
    private readonly Dictionary<Symbol, int> _wanted = [];
    private readonly Lock _gate = new();
    private readonly MarketHub _hub;
    private readonly ICandleStore _store;
    private readonly LargerCandles _larger;
    private readonly EventTeller _teller;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<FailoverFeed> _logger;
    private volatile IReadOnlyList<string> _order = [];
    private ExchangeDesk? _desk;

    public FailoverFeed(MarketHub hub, ICandleStore store, LargerCandles larger, EventTeller teller, FeedOptions options, TimeProvider time, ILogger<FailoverFeed> logger)
    {
        (_hub, _store, _larger, _teller, _options, _time, _logger) = (hub, store, larger, teller, options, time, logger);
        _hub.Ticked += Pass;
        _hub.CandleClosed += Pass;
    }

    /// <summary>The exchange that serves a symbol now, or null.</summary>
    public string? SourceOf(Symbol symbol) => _markets.TryGetValue(symbol, out var any) ? any.Active?.Exchange : null;

    /// <summary>Looks after the sources until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(LookEvery, _time);
        do
        {
            try
            {
                await Look(cancel);
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                _logger.LogWarning("The choice of sources was interrupted and goes on: {Reason}", exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    public void Dispose()
    {
        _hub.Ticked -= Pass;
        _hub.CandleClosed -= Pass;
    }

    internal IDisposable Watch(Symbol symbol, ExchangeDesk desk)
    {
        lock (_gate)
        {
            _desk = desk;
            _wanted[symbol] = _wanted.GetValueOrDefault(symbol) + 1;
        }
        return new MarketLease(() =>
        {
            lock (_gate)
                _wanted[symbol]--;
        });
    }

    /// <summary>Another order of preference; markets are served anew by it.</summary>
    internal void Reorder(IReadOnlyList<string> exchanges) => _order = exchanges;

    private async Task Look(CancellationToken cancel)
    {
        if (_desk is not { } desk)
            return;
        await OpenAndClose(desk, cancel);
        var now = _time.GetUtcNow();
        var switches = new List<(MarketId? From, MarketId To, bool IsBack)>();
        foreach (var any in _markets.Values)
        {
            var isWell = any.Sources.Select(desk.IsWell).ToArray();
            var before = any.Active;
            if (any.Choice.Look(isWell, now))
            {
                any.Serve();
                switches.Add((before, any.Active!.Value, any.Choice.IsBack));
                CatchUp(any, cancel);
            }
        }
        foreach (var group in switches.Where(s => s.From is not null).GroupBy(s => (From: s.From!.Value.Exchange, To: s.To.Exchange, s.IsBack)))
            Tell(desk, group.Key.From, group.Key.To, group.Key.IsBack, [.. group.Select(s => s.To.Symbol)]);
    }

    private async Task OpenAndClose(ExchangeDesk desk, CancellationToken cancel)
    {
        List<Symbol> wanted;
        lock (_gate)
            wanted = [.. _wanted.Where(w => w.Value > 0).Select(w => w.Key)];
        foreach (var (symbol, any) in _markets)
        {
            if (wanted.Contains(symbol) && any.Sources.Select(s => s.Exchange).SequenceEqual(SourcesOf(symbol, desk), StringComparer.Ordinal))
                continue;
            _markets.TryRemove(symbol, out _);
            _hub.Close(any.Market);
        }
        foreach (var symbol in wanted.Where(s => !_markets.ContainsKey(s)))
            await Open(symbol, SourcesOf(symbol, desk), cancel);
    }

    private List<string> SourcesOf(Symbol symbol, ExchangeDesk desk) => [.. _order.Where(e => desk.Listed(e)?.ContainsKey(symbol) == true)];

    private async Task Open(Symbol symbol, List<string> sources, CancellationToken cancel)
    {
        var preferred = sources.Select(e => _hub.TryGet(new MarketId(e, symbol), out var open) ? open : null).FirstOrDefault(m => m is not null);
        if (preferred is null)
            return;
        var id = new MarketId(MarketId.AnyExchange, symbol);
        var now = _time.GetUtcNow();
        var last = await _store.ReadLast(id, Timeframe.M1, 1, Timeframe.M1.OpenOf(now), cancel);
        var earliest = Timeframe.M1.OpenOf(now - _options.History);
        var from = last is [var stored] && stored.OpenTime >= earliest ? stored.OpenMs : (long?)null;
        var day = new List<Candle>();
        await foreach (var candle in _store.Read(id, Timeframe.M1, Timeframe.D1.OpenOf(now), now, cancel))
            day.Add(candle);
        _larger.Seed(id, day);
        _markets[symbol] = new AnyMarket(_hub.Open(id, preferred.Rules, MarketClock.Wall(_time)), sources, new CandleLine(from), _options.Heal);
    }

    private void Pass(Market source, Ticker ticker)
    {
        if (!Serves(source, out var any))
            return;
        _hub.Publish(any.Market, ticker with { Market = any.Market.Id, From = source.Id.Exchange });
        if (source.InProgress(Timeframe.M1) is { } making && !(making.OpenMs < any.Line.NextMs))
            _hub.PublishInProgress(any.Market, Timeframe.M1, making);
    }

    private void Pass(Market source, ClosedCandle closed)
    {
        if (closed.Timeframe != Timeframe.M1 || !Serves(source, out var any))
            return;
        bool isHeldBack;
        lock (any.Gate)
            isHeldBack = any.Line.NextMs is null || Take(any, closed.Candle);
        if (isHeldBack)
            CatchUp(any, CancellationToken.None);
    }

    private bool Serves(Market source, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AnyMarket? any) =>
        _markets.TryGetValue(source.Id.Symbol, out any) && source.Id.Kind == MarketKind.Exchange && any.Active == source.Id;

    private bool Take(AnyMarket any, in Candle candle)
    {
        var ready = new List<Candle>();
        var isHeldBack = any.Line.Take(candle, ready);
        Announce(any, ready);
        return isHeldBack;
    }

    /// <summary>Takes from the store what the source that serves now had before it did.</summary>
    private void CatchUp(AnyMarket any, CancellationToken cancel)
    {
        if (any.BeginCatch())
            _ = CatchUpNow(any, cancel);
    }

    private async Task CatchUpNow(AnyMarket any, CancellationToken cancel)
    {
        try
        {
            if (any.Active is not { } source)
                return;
            var from = any.Line.NextMs is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next) : Timeframe.M1.OpenOf(_time.GetUtcNow() - _options.History);
            var candles = new List<Candle>();
            await foreach (var candle in _store.Read(source, Timeframe.M1, from, _time.GetUtcNow(), cancel))
                candles.Add(candle);
            var ready = new List<Candle>();
            lock (any.Gate)
            {
                if (candles.Count > 0)
                    any.Line.Fill(candles, candles[^1].OpenMs + Timeframe.M1.Milliseconds, ready);
                else
                    any.Line.GiveUp(ready);
                Announce(any, ready);
            }
        }
        catch (Exception exception)
        {
            // The database is away for a moment: the next candle that closes asks again.
            _logger.LogWarning("{Market} could not be caught up: {Reason}", any.Market.Id, exception.Message);
        }
        finally
        {
            any.EndCatch();
        }
    }

    private void Announce(AnyMarket any, List<Candle> ready)
    {
        foreach (var candle in ready)
            _hub.PublishClosed(any.Market, Timeframe.M1, candle);
    }

    private void Tell(ExchangeDesk desk, string from, string to, bool isBack, List<Symbol> symbols)
    {
        var isPreferred = IndexOf(to) < IndexOf(from);
        var names = symbols.Count <= 4 ? string.Join(", ", symbols) : $"{symbols.Count} symbols";
        var reason = isPreferred
            ? isBack ? $"{to} has been well for {_options.HealSeconds:0} s" : $"{to}, which is preferred, has come up"
            : desk.HealthOf(from)?.Phase == FeedPhase.Live ? $"{from} is silent about them" : desk.HealthOf(from)?.Sentence.TrimEnd('.') ?? $"{from} is gone";
        _teller.Tell(EventTopic.Feeds, "feed-switched", $"{names} now from {to} instead of {from}: {reason}.", subject: to);
    }

    private int IndexOf(string exchange)
    {
        for (var i = 0; i < _order.Count; i++)
        {
            if (_order[i] == exchange)
                return i;
        }
        return int.MaxValue;
    }
}
