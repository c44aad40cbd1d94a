using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Time;

namespace CryptoDashboard.Core.Feeds;

/// <summary>How the feed is: what it says of itself, and what it does when it falls silent.</summary>
public sealed partial class ExchangeFeed
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(15);

    private FeedHealth? _health;
    private FeedPhase _phase = FeedPhase.Connecting;
    private DateTimeOffset _phaseSince;
    private DateTimeOffset _renewedAt = DateTimeOffset.MinValue;
    private OutsideFault? _fault;
    private string? _interruption;
    private bool _isPolled;
    private long _lastTicks;
    private long _values;
    private long _calls;
    private long _failedCalls;
    private volatile MeasuredClock? _clock;

    /// <summary>How the feed is, as of half a second ago at most.</summary>
    public FeedHealth Health => Volatile.Read(ref _health) ?? Look();

    /// <summary>How far the exchange's clock is ahead of ours; null while not known.</summary>
    public TimeSpan? Skew => _clock?.Skew;

    /// <summary>An exchange that must be asked is as slow as the asking.</summary>
    private TimeSpan Patience => _isPolled ? _options.StaleTicker * 5 : _options.StaleTicker;

    private async Task Tend(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TendEvery, _time);
        do
        {
            var health = Look();
            var isStuck = health.Phase == FeedPhase.Stalled && _time.GetUtcNow() - health.Since > RenewAfter;
            if ((isStuck || _isRenewalDue) && _time.GetUtcNow() - _renewedAt > RenewAfter)
                await Renew(cancel);
            foreach (var released in _quarantine.Release())
            {
                _teller.Tell(EventTopic.Feeds, "source-believed", $"{released.Market} is believed again.", released.Market.ToString());
                if (_open.TryGetValue(released.Market.Symbol.ToString(), out var held))
                    Fill(held, cancel);
            }
            foreach (var watched in _open.Values)
            {
                if (IsLate(watched))
                    Fill(watched, cancel);
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    /// <summary>A candle that should have closed and was not told: the net beneath the stream.</summary>
    private bool IsLate(WatchedMarket watched)
    {
        var now = _time.GetUtcNow();
        return now >= watched.NextLook && watched.Line.NextMs is { } next
            && DateTimeOffset.FromUnixTimeMilliseconds(next) + Timeframe.M1.Duration + _options.LateCandle < now + (Skew ?? TimeSpan.Zero);
    }

    private async Task Renew(CancellationToken cancel)
    {
        _renewedAt = _time.GetUtcNow();
        _isRenewalDue = false;
        try
        {
            await Counted(_bridge.Reconnect(Exchange, cancel));
        }
        catch (OutsideFault fault)
        {
            Blame(fault);
        }
    }

    private async Task MeasureClock(CancellationToken cancel)
    {
        for (var pause = TimeSpan.Zero; ; pause = TimeSpan.FromMinutes(1))
        {
            await Task.Delay(pause, _time, cancel);
            // Nothing is asked of an exchange that nobody watches.
            while (_open.IsEmpty)
                await Task.Delay(ShortestPause, _time, cancel);
            try
            {
                _clock = MeasuredClock.Of(await Counted(_bridge.ServerTime(Exchange, cancel)), _time) ?? _clock;
            }
            catch (OutsideFault fault)
            {
                if (fault.Kind == OutsideFaultKind.Rejected)
                    return; // it tells no time
            }
        }
    }

    private void TakeState(string symbol, BridgeStreamState? state, Action<string> remove, Action<string> add)
    {
        switch (state)
        {
            case { Phase: BridgeStreamPhase.Live }:
                (_interruption, _isPolled) = (null, state.IsPolled);
                break;
            case { Phase: BridgeStreamPhase.Reconnecting }:
                _interruption = state.Reason ?? "the connection was interrupted";
                break;
            case { Phase: BridgeStreamPhase.Ended, Fault: { } fault }:
                Blame(fault);
                _ = WatchAgain(symbol, remove, add);
                break;
        }
    }

    private async Task WatchAgain(string symbol, Action<string> remove, Action<string> add)
    {
        await Task.Delay(LongestPause, _time, CancellationToken.None);
        if (!_open.ContainsKey(symbol))
            return;
        remove(symbol);
        add(symbol);
    }

    private DateTimeOffset Heard()
    {
        var now = _time.GetUtcNow();
        Volatile.Write(ref _lastTicks, now.UtcTicks);
        Interlocked.Increment(ref _values);
        _fault = null;
        return now;
    }

    private async Task<T> Counted<T>(Task<T> call)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            return await call;
        }
        catch (OutsideFault)
        {
            Interlocked.Increment(ref _failedCalls);
            throw;
        }
    }

    private async Task Counted(Task call) => await Counted(Continue(call));

    private static async Task<bool> Continue(Task call)
    {
        await call;
        return true;
    }

    private void Blame(OutsideFault fault) => _fault = fault;

    private FeedHealth Look()
    {
        var now = _time.GetUtcNow();
        var ticks = Volatile.Read(ref _lastTicks);
        DateTimeOffset? lastAt = ticks > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        var (phase, sentence) = Judge(lastAt is { } at ? now - at : null);
        if (phase != _phase)
        {
            Tell(_phase, phase, sentence);
            (_phase, _phaseSince) = (phase, now);
        }
        var health = new FeedHealth(
            Exchange, phase, sentence, phase is FeedPhase.Live or FeedPhase.Idle ? null : _fault?.Message ?? _interruption, _phaseSince, lastAt, _clock?.RoundTrip, Skew, _listed?.Count ?? 0, _open.Count, Interlocked.Read(ref _values), _tally.Count,
            Interlocked.Read(ref _calls), Interlocked.Read(ref _failedCalls), Interlocked.Read(ref _filled), _quarantine.All());
        Volatile.Write(ref _health, health);
        return health;
    }

    private (FeedPhase Phase, string Sentence) Judge(TimeSpan? silence)
    {
        if (_bridge.State.Phase is BridgePhase.Unavailable or BridgePhase.Stopped)
            return (FeedPhase.Unreachable, _bridge.State.Sentence);
        if (_fault is { Kind: not OutsideFaultKind.Transient } refusal && (_listed is null || silence is null))
            return (FeedPhase.Refused, refusal.Message);
        if (_listed is null)
            return _fault is not null ? (FeedPhase.Unreachable, $"{Exchange} cannot be reached and is tried again by itself.") : (FeedPhase.Connecting, $"{Exchange} is being asked what it trades.");
        if (_open.IsEmpty)
            return (FeedPhase.Idle, $"{Exchange} trades {_listed.Count} symbols; none of them is watched.");
        if (silence <= Patience)
            return (FeedPhase.Live, $"{Exchange} is live.");
        if (_interruption is not null)
            return (FeedPhase.Unreachable, $"{Exchange} was interrupted and reconnects by itself.");
        if (silence is null)
            return (FeedPhase.Connecting, $"{Exchange} has not sent a price yet.");
        return (FeedPhase.Stalled, $"{Exchange} is connected but has been silent for {silence.Value.TotalSeconds:0} s.");
    }

    private void Tell(FeedPhase before, FeedPhase now, string sentence)
    {
        var isNews = now is FeedPhase.Stalled or FeedPhase.Unreachable or FeedPhase.Refused || (now == FeedPhase.Live && before is not FeedPhase.Idle);
        if (isNews)
            _teller.Tell(EventTopic.Feeds, $"feed-{now.ToString().ToLowerInvariant()}", sentence, subject: Exchange);
    }
}
