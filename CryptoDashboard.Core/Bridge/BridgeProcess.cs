using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// Keeps the exchange bridge alive: starts it, shakes hands, restarts it with growing pauses, says at any time how it is. What needs no
/// exchange goes on without it.
/// </summary>
public sealed class BridgeProcess(BridgeOptions options, TimeProvider time, Func<double> chance, ILogger<BridgeProcess> logger)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private static readonly byte[] Ping = """{"id":0,"call":"ping"}"""u8.ToArray();

    private readonly Lock _gate = new();
    private TaskCompletionSource<bool> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // Switched on, it will be started: whoever asks in the first moments of the program waits for it as for one that is starting.
    private BridgeState _state = options.Enabled
        ? new(BridgePhase.Starting, "The exchange bridge has not been started yet.", time.GetUtcNow())
        : new(BridgePhase.Stopped, "Exchanges are switched off (Bridge:Enabled).", time.GetUtcNow());
    private BridgeChild? _child;
    private TaskCompletionSource<BridgeHello>? _hello;
    private FrameHandler? _receive;
    private Func<CancellationToken, Task>? _prepare;
    private Action<string>? _lost;
    private long _lastSign;
    private long _unreadable;
    private int _restarts;

    internal delegate void FrameHandler(BridgeFrame frame);

    /// <summary>Raised on any thread after each change.</summary>
    public event Action<BridgeState>? Changed;

    public BridgeState State => Volatile.Read(ref _state);

    /// <summary>How many lines were not frames; each is ignored.</summary>
    public long UnreadableLines => Interlocked.Read(ref _unreadable);

    /// <summary>Runs until cancelled; then the bridge has ended too.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var failures = 0;
        while (!cancel.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var outcome = await Live(cancel);
            if (cancel.IsCancellationRequested)
                break;
            if (outcome.IsMisfit)
            {
                Tell(BridgePhase.Unavailable, outcome.Sentence);
                await Sleep(TryAgain, cancel);
                continue;
            }
            failures = time.GetElapsedTime(started) > Settled ? 1 : failures + 1;
            _restarts++;
            var pause = PauseAfter(failures);
            Tell(BridgePhase.Restarting, $"{outcome.Sentence} It is started again in {Math.Max(1, Math.Round(pause.TotalSeconds))} s.");
            await Sleep(pause, cancel);
        }
        Tell(BridgePhase.Stopped, "The exchange bridge was stopped.");
    }

    /// <param name="receive">Gets every frame, on the thread of the pipe: it must be quick and must not throw.</param>
    /// <param name="prepare">Awaited after each handshake, before the bridge counts as running.</param>
    /// <param name="lost">Told the reason when a bridge that had said hello is gone.</param>
    internal void Attach(FrameHandler receive, Func<CancellationToken, Task> prepare, Action<string> lost) => (_receive, _prepare, _lost) = (receive, prepare, lost);

    /// <returns>Whether a living bridge took the request.</returns>
    internal bool TrySend(ReadOnlyMemory<byte> line) => Volatile.Read(ref _child)?.TrySend(line) ?? false;

    /// <summary>Completes when the bridge runs, with false when it was stopped or found that it cannot run.</summary>
    internal Task<bool> WhenRunning(CancellationToken cancel)
    {
        lock (_gate)
            return _running.Task.WaitAsync(cancel);
    }

    private static async Task Sleep(TimeSpan pause, TimeProvider time, CancellationToken cancel) =>
        await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private Task Sleep(TimeSpan pause, CancellationToken cancel) => Sleep(pause, time, cancel);

    /// <summary>One life of a bridge, from its start to its end.</summary>
    private async Task<Outcome> Live(CancellationToken cancel)
    {
        Tell(BridgePhase.Starting, "The exchange bridge is starting.");
        var script = Path.Combine(options.Folder, "bridge.mjs");
        if (!File.Exists(script))
            return new Outcome($"The exchange bridge is not where it is looked for: set Bridge:Folder to the folder that holds bridge.mjs (now '{options.Folder}').", IsMisfit: true);
        var hello = new TaskCompletionSource<BridgeHello>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _hello, hello);
        BridgeChild child;
        try
        {
            child = BridgeChild.Start(options.Node, options.Folder, Receive, logger);
        }
        catch (Win32Exception)
        {
            return new Outcome(
                $"Node.js was not found as '{options.Node}': install Node.js {BridgeOptions.OldestNode} or newer, or set Bridge:Node to its path. Everything that needs no exchange goes on.", IsMisfit: true);
        }
        using (child)
        {
            Volatile.Write(ref _child, child);
            try
            {
                return await Accompany(child, hello.Task, cancel);
            }
            finally
            {
                await child.Stop(StopPatience);
                Volatile.Write(ref _child, null);
            }
        }
    }

    private async Task<Outcome> Accompany(BridgeChild child, Task<BridgeHello> saysHello, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(saysHello, child.Ended, Sleep(options.HelloTimeout, patience.Token));
        await patience.CancelAsync();
        if (!saysHello.IsCompletedSuccessfully)
            return new Outcome(child.Ended.IsCompleted ? Died("The exchange bridge ended while starting", child) : "The exchange bridge did not say hello in time.");
        var hello = await saysHello;
        if (hello.Misfit() is { } misfit)
            return new Outcome(misfit, IsMisfit: true);
        try
        {
            if (_prepare is not null)
                await _prepare(cancel);
            Tell(BridgePhase.Running, $"The exchange bridge is running (ccxt {hello.Ccxt}, Node.js {hello.Node}).", hello, child.ProcessId);
            logger.LogInformation("The exchange bridge is running: ccxt {Ccxt}, Node.js {Node}, process {Process}", hello.Ccxt, hello.Node, child.ProcessId);
            var reason = await Watch(child, cancel);
            _lost?.Invoke(reason);
            return new Outcome(reason);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _lost?.Invoke("The exchange bridge was stopped.");
            return new Outcome("The exchange bridge was stopped.");
        }
    }

    private async Task<string> Watch(BridgeChild child, CancellationToken cancel)
    {
        Interlocked.Exchange(ref _lastSign, time.GetTimestamp());
        using var timer = new PeriodicTimer(options.PingEvery, time);
        while (true)
        {
            var tick = timer.WaitForNextTickAsync(cancel).AsTask();
            await await Task.WhenAny(child.Ended, tick);
            if (child.Ended.IsCompleted)
                return Died("The exchange bridge ended", child);
            if (time.GetElapsedTime(Interlocked.Read(ref _lastSign)) > options.PingEvery * 2)
            {
                child.Kill();
                return "The exchange bridge gave no sign of life and was ended.";
            }
            child.TrySend(Ping);
        }
    }

    private static string Died(string what, BridgeChild child) => child.LastWords is { } words ? $"{what} ({words})." : $"{what}.";

    private void Receive(ReadOnlySpan<byte> line)
    {
        Interlocked.Exchange(ref _lastSign, time.GetTimestamp());
        if (!BridgeFrame.TryRead(line, out var frame))
        {
            Interlocked.Increment(ref _unreadable);
            return;
        }
        if (frame.Kind == BridgeFrameKind.Hello)
        {
            if (ReadHello(frame.Body) is { } hello)
                Volatile.Read(ref _hello)?.TrySetResult(hello);
            return;
        }
        // A bridge that fails to take a frame must not take the pipe with it.
        try
        {
            _receive?.Invoke(frame);
        }
        catch (Exception exception)
        {
            if (Interlocked.Increment(ref _unreadable) == 1)
                logger.LogWarning(exception, "A frame of the exchange bridge could not be handled");
        }
    }

    private static BridgeHello? ReadHello(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<BridgeHello>(body);
        }
        catch (JsonException)
        {
            // No hello that could be read is no hello: the time for it runs out and the bridge counts as dead.
            return null;
        }
    }

    private TimeSpan PauseAfter(int failures)
    {
        var median = options.Pause * Math.Pow(2, Math.Min(failures - 1, 16));
        return (median < options.LongestPause ? median : options.LongestPause) * (0.5 + chance());
    }

    private void Tell(BridgePhase phase, string sentence, BridgeHello? hello = null, int? processId = null)
    {
        var before = State;
        var state = new BridgeState(phase, sentence, time.GetUtcNow(), _restarts, hello?.Ccxt ?? before.Ccxt, hello?.Node ?? before.Node, processId);
        if (before.Phase != phase && phase is BridgePhase.Restarting or BridgePhase.Unavailable)
            logger.LogWarning("{Sentence}", sentence);
        lock (_gate)
        {
            Volatile.Write(ref _state, state);
            if (phase is BridgePhase.Unavailable or BridgePhase.Stopped)
                _running.TrySetResult(false);
            else if (phase == BridgePhase.Running)
                _running.TrySetResult(true);
            else if (_running.Task.IsCompleted)
                _running = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        Changed?.Invoke(state);
    }

    private sealed record Outcome(string Sentence, bool IsMisfit = false);
}
