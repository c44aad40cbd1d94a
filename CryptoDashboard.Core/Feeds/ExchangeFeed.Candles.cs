using CryptoDashboard.Core.Bridge;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Outside;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>Closed candles: from the stream as they close, by REST where the stream was interrupted, in one order.</summary>
public sealed partial class ExchangeFeed
{
    /// <summary>How long live candles are held back for a hole that cannot be asked for, before they go out without it.</summary>
    private static readonly TimeSpan HoldAtMost = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>Holes shorter than this are everyday life of a market where nobody trades for a while.</summary>
    private const int WorthTelling = 5;

    // ccxt spaces the calls of an exchange anyway: more at once would only wait in its line, before those of others.
    private readonly SemaphoreSlim _turns = new(4);
    private long _filled;

    private async Task ReadCandles(CancellationToken cancel)
    {
        await foreach (var update in _candles.Read(cancel))
        {
            if (!_open.TryGetValue(update.Stream.Symbol, out var watched))
                continue;
            if (update.IsValue)
            {
                Take(watched, update.Value, cancel);
                continue;
            }
            TakeState(update.Stream.Symbol, update.State, _candles.Remove, _candles.Add);
            // What was missed is asked for as soon as there is somebody to ask.
            if (update.Missed > 0 || update.State?.Phase == BridgeStreamPhase.Live)
                Fill(watched, cancel);
        }
    }

    private void Take(WatchedMarket watched, in BridgeCandle told, CancellationToken cancel)
    {
        var now = Heard();
        var candle = new Candle(told.OpenMs, told.Open, told.High, told.Low, told.Close, told.Volume);
        if (Lies.Of(candle, now + (Skew ?? TimeSpan.Zero), _options.MaxAhead, _consensus.Reference(watched.Id), _options.MaxDeviation) is { } lie)
        {
            Distrust(watched, lie);
            return;
        }
        if (_quarantine.Holds(watched.Id))
            return;
        if (told.IsClosed != true)
        {
            if (!(candle.OpenMs < watched.Line.NextMs))
                _hub.PublishInProgress(watched.Market, Timeframe.M1, candle);
            return;
        }
        bool isHeldBack;
        var ready = new List<Candle>();
        lock (watched.Gate)
        {
            isHeldBack = watched.Line.Take(candle, ready);
            Announce(watched, ready);
        }
        if (isHeldBack)
            Fill(watched, cancel);
    }

    /// <summary>Asks for what is missing, unless that is being done already.</summary>
    private void Fill(WatchedMarket watched, CancellationToken cancel)
    {
        if (watched.BeginFill())
            _ = FillNow(watched, cancel);
    }

    private async Task FillNow(WatchedMarket watched, CancellationToken cancel)
    {
        try
        {
            var began = _time.GetUtcNow();
            for (var failures = 0; !cancel.IsCancellationRequested && _open.ContainsKey(watched.Name); failures++)
            {
                try
                {
                    await FillOnce(watched, cancel);
                    return;
                }
                catch (OutsideFault fault)
                {
                    Blame(fault);
                    if (_time.GetUtcNow() - began > HoldAtMost)
                    {
                        GoOnWithout(watched, fault);
                        return;
                    }
                    await Task.Delay(TimeSpan.FromSeconds(Math.Min(10, 0.5 * Math.Pow(2, failures))), _time, cancel);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return; // the desk ends
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "Missing candles of {Market} could not be fetched", watched.Id);
        }
        finally
        {
            watched.NextLook = _time.GetUtcNow() + LookAgain;
            watched.EndFill();
        }
    }

    private async Task FillOnce(WatchedMarket watched, CancellationToken cancel)
    {
        var skew = Skew ?? TimeSpan.Zero;
        var until = Timeframe.M1.OpenOf(_time.GetUtcNow() + skew - ExchangeHistory.Settled);
        if (watched.Line.NextMs is not { } next || next >= until.ToUnixTimeMilliseconds())
            return;
        IReadOnlyList<Candle> closed;
        await _turns.WaitAsync(cancel);
        try
        {
            closed = await Counted(_history.Closed(
                watched.Id, Timeframe.M1, DateTimeOffset.FromUnixTimeMilliseconds(next), until, skew, fault => _tally.Add($"a candle of {watched.Name}: {fault}"), cancel));
        }
        finally
        {
            _turns.Release();
        }
        if (_quarantine.Holds(watched.Id))
            return;
        var ready = new List<Candle>();
        int missing;
        lock (watched.Gate)
        {
            missing = watched.Line.Fill(closed, until.ToUnixTimeMilliseconds(), ready);
            Announce(watched, ready);
        }
        Interlocked.Add(ref _filled, ready.Count);
        if (missing >= WorthTelling)
            _teller.Tell(EventTopic.Candles, "candles-missing", $"{watched.Id} has no candles for {missing} minutes since {DateTimeOffset.FromUnixTimeMilliseconds(next):yyyy-MM-dd HH:mm} UTC: the exchange itself gives none.", watched.Id.ToString());
    }

    private void GoOnWithout(WatchedMarket watched, OutsideFault fault)
    {
        var ready = new List<Candle>();
        int missing;
        lock (watched.Gate)
        {
            missing = watched.Line.GiveUp(ready);
            Announce(watched, ready);
        }
        if (missing > 0)
            _teller.Tell(EventTopic.Candles, "candles-missing", $"{watched.Id} goes on with {missing} minutes missing, which could not be fetched: {fault.Message} They are filled in later.", watched.Id.ToString());
    }

    private void Announce(WatchedMarket watched, List<Candle> ready)
    {
        foreach (var candle in ready)
            _hub.PublishClosed(watched.Market, Timeframe.M1, candle);
    }
}
