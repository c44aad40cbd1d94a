using System.Collections.Concurrent;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Time;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Feeds;

/// <summary>
/// Makes, starts and pauses replays, and plays those that run. A run's place is stored about once a second, after everything that was
/// played before it is durable: after a crash it goes on from there, and bots ignore what they have handled already.
/// </summary>
/// <param name="settle">How to wait until everything the bots decided so far is durable.</param>
public sealed class ReplayDesk(
    ReplayFeed feed, IReplayStore runs, ICandleStore candles, EventFeed events, TimeProvider time, ReplaySettle settle, ILogger<ReplayDesk> logger)
    : IDisposable
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, (CancellationTokenSource Stop, Task Done)> _playing = new();
    private readonly ConcurrentDictionary<int, ReplayRun> _places = new();
    private readonly SemaphoreSlim _commands = new(1, 1);
    private CancellationToken _host = CancellationToken.None;

    /// <summary>The newest place of a run that plays here, ahead of the stored one.</summary>
    public ReplayRun Newest(ReplayRun stored) => _places.TryGetValue(stored.Id, out var playing) ? playing with { Status = stored.Status } : stored;

    /// <summary>Lets every run that was playing when the process last ended go on.</summary>
    public async Task TakeUp(CancellationToken host)
    {
        _host = host;
        foreach (var run in await runs.All(host))
        {
            if (run.Status == ReplayStatus.Running)
                Begin(run);
        }
    }

    /// <summary>Makes a run over stored candles; it waits for <see cref="Start"/>.</summary>
    /// <exception cref="ArgumentException">Nothing is stored in that range, or the speed makes no sense; the message says so to the user.</exception>
    public async Task<ReplayRun> Create(MarketId source, Timeframe timeframe, TimeRange? range, double speed, bool loop, CancellationToken cancel)
    {
        if (!double.IsFinite(speed) || speed is < 0 or > 1_000_000)
            throw new ArgumentException("The speed must be between 1 and 1,000,000 times real time, or 0 for as fast as possible.", nameof(speed));
        if (source.Kind != MarketKind.Exchange)
            throw new ArgumentException($"{source} cannot be replayed: only candles of a real exchange can.", nameof(source));
        var stored = await candles.Series(source, timeframe, cancel)
            ?? throw new ArgumentException($"No {timeframe} candles of {source} are stored. Import some first: ./run import --market {source} --timeframe {timeframe} FILE…", nameof(source));
        var from = range is { } asked && asked.From > stored.First ? timeframe.OpenOf(asked.From) : stored.First;
        var to = range is { } wanted && wanted.To <= stored.Last ? timeframe.OpenOf(wanted.To) : stored.Last + timeframe.Duration;
        if (to <= from)
            throw new ArgumentException($"No candles are stored in that range: {source} {timeframe} has {stored.First:yyyy-MM-dd HH:mm} to {stored.Last:yyyy-MM-dd HH:mm} UTC.", nameof(range));
        var run = new ReplayRun { Source = source, Timeframe = timeframe, From = from, To = to, Speed = speed, Loop = loop, CreatedAt = time.GetUtcNow() };
        var created = await runs.Create(run, r => Told(r, "replay-created", $"Replay {r.Id} of {r.Source} {r.Timeframe} was made; put bots on it, then start it."), cancel);
        events.Committed();
        return created;
    }

    /// <summary>Starts or resumes a run. One that has ended cannot be started again: make a new one.</summary>
    /// <exception cref="ArgumentException">There is no such run, or it has ended.</exception>
    public async Task Start(int id, CancellationToken cancel)
    {
        await _commands.WaitAsync(cancel);
        try
        {
            var run = await runs.Find(id, cancel) ?? throw new ArgumentException($"There is no replay {id}.", nameof(id));
            if (run.Status == ReplayStatus.Ended)
                throw new ArgumentException("This replay has ended. Make a new one to play the candles again: each run is a market of its own.", nameof(id));
            if (run.Status == ReplayStatus.Running)
                return;
            var started = run with { Status = ReplayStatus.Running };
            await Save(started, "replay-started", $"Replay {id} started.", cancel);
            Begin(started);
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <summary>Pauses a run after the candle it is at.</summary>
    public async Task Pause(int id, CancellationToken cancel)
    {
        await _commands.WaitAsync(cancel);
        try
        {
            if (_playing.TryRemove(id, out var playing))
            {
                await playing.Stop.CancelAsync();
                await playing.Done;
            }
            var run = await runs.Find(id, cancel);
            if (run?.Status == ReplayStatus.Running)
                await Save(run with { Status = ReplayStatus.Paused }, "replay-paused", $"Replay {id} paused.", cancel);
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <summary>Ends the playing of all runs, which stay running for the next start; returns when their places are stored.</summary>
    public async Task Shutdown()
    {
        foreach (var (stop, done) in _playing.Values)
        {
            await stop.CancelAsync();
            await done;
        }
    }

    public void Dispose() => _commands.Dispose();

    private void Begin(ReplayRun run)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_host);
        // Off the caller's thread: playing starts at once and may go on without ever waiting.
        _playing[run.Id] = (stop, Task.Run(() => Play(run, stop.Token), CancellationToken.None));
    }

    private async Task Play(ReplayRun run, CancellationToken cancel)
    {
        var place = run;
        var lastSave = time.GetTimestamp();
        async ValueTask Played(DateTimeOffset open, CancellationToken stop)
        {
            place = place with { Position = open };
            _places[run.Id] = place;
            if (time.GetElapsedTime(lastSave) >= SaveEvery)
            {
                lastSave = time.GetTimestamp();
                await SavePlace(place, stop);
            }
        }

        while (true)
        {
            try
            {
                while (true)
                {
                    await feed.Play(place, Played, cancel);
                    if (!place.Loop)
                        break;
                    place = place with { Pass = place.Pass + 1, Position = null };
                }
                await settle.Everything(cancel);
                await Save(place with { Status = ReplayStatus.Ended }, "replay-ended", $"Replay {run.Id} played to its end.", cancel);
                _playing.TryRemove(run.Id, out _);
                return;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                await SaveLast(place);
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning("Replay {Replay} was interrupted and goes on in a second: {Reason}", run.Id, exception.Message);
                await Task.Delay(SaveEvery, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SaveLast(ReplayRun place)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await SavePlace(place, limit.Token);
        }
        catch (Exception exception)
        {
            logger.LogWarning("The place of replay {Replay} was not stored; it will go on a little earlier, which does no harm: {Reason}", place.Id, exception.Message);
        }
    }

    private async Task SavePlace(ReplayRun place, CancellationToken cancel)
    {
        await settle.Everything(cancel);
        await runs.Save(place, null, cancel);
    }

    private async Task Save(ReplayRun run, string kind, string text, CancellationToken cancel)
    {
        await runs.Save(run, Told(run, kind, text), cancel);
        _places[run.Id] = run;
        events.Committed();
    }

    private DomainEvent Told(ReplayRun run, string kind, string text) => new()
    {
        At = time.GetUtcNow(),
        Topic = EventTopic.Feeds,
        Kind = kind,
        Market = run.Market.ToString(),
        Text = text,
        Subject = run.Id.ToString(),
    };
}
