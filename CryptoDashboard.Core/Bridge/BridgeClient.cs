using System.Collections.Concurrent;
using System.Text.Json;
using CryptoDashboard.Core.Bridge.Wire;
using CryptoDashboard.Core.Outside;
using Microsoft.Extensions.Logging;

namespace CryptoDashboard.Core.Bridge;

/// <summary>
/// Asks exchanges through the bridge: calls with a time-out, streams shared between watchers. All calls wait for a bridge that is starting
/// or restarting, and throw <see cref="OutsideFault"/>; one that changed something and got no answer says so
/// (<see cref="OutsideFault.IsOutcomeUnknown"/>). A cancelled call is forgotten here, the exchange may still carry it out.
/// </summary>
public sealed partial class BridgeClient
{
    private readonly ConcurrentDictionary<long, PendingCall> _pending = new();
    private readonly ConcurrentDictionary<(string Exchange, string Id), BridgeAccount> _accounts = new();
    private readonly BridgeProcess _process;
    private readonly BridgeOptions _options;
    private readonly BridgeStreams _streams;
    private readonly TimeProvider _time;
    private readonly ILogger<BridgeClient> _logger;
    private long _lastId;
    private volatile bool _isIntroducing;

    public BridgeClient(BridgeProcess process, BridgeOptions options, TimeProvider time, ILogger<BridgeClient> logger)
    {
        (_process, _options, _time, _logger) = (process, options, time, logger);
        _streams = new BridgeStreams(frame => TrySend(frame), NextId);
        process.Attach(Receive, Prepare, Lost);
    }

    public BridgeState State => _process.State;

    /// <summary>How many streams are open at the bridge.</summary>
    public int OpenStreams => _streams.Count;

    private long NextId() => Interlocked.Increment(ref _lastId);

    private bool TrySend(object frame) => _process.TrySend(JsonSerializer.SerializeToUtf8Bytes(frame, WireJson.Options));

    private async Task<T> Call<T>(
        string exchange, string? account, string call, object? args, CancellationToken cancel, bool changes = false, Func<byte[], T>? read = null)
    {
        if (_process.State is { Phase: BridgePhase.Unavailable or BridgePhase.Stopped } down)
            throw Down(down.Sentence);
        using var limit = new CancellationTokenSource(_options.CallTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var pending = new PendingCall(exchange, changes);
        var id = NextId();
        try
        {
            if (!await _process.WhenRunning(either.Token))
                throw Down(_process.State.Sentence);
            _pending[id] = pending;
            if (!TrySend(new { id, exchange, account, call, args }))
                throw Down("The exchange bridge takes no requests at the moment.");
            pending.WasSent = true;
            var body = await pending.Answer.Task.WaitAsync(either.Token);
            return read is null ? JsonSerializer.Deserialize<T>(body, WireJson.Options)! : read(body);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            TrySend(new { id, cancel = true });
            throw pending.WasSent
                ? new OutsideFault(OutsideFaultKind.Transient, exchange, "RequestTimeout", $"{exchange} did not answer '{call}' within {_options.CallTimeout.TotalSeconds} s.") { IsOutcomeUnknown = changes }
                : Down(_process.State.Sentence);
        }
        catch (OperationCanceledException)
        {
            TrySend(new { id, cancel = true });
            throw;
        }
        catch (JsonException exception)
        {
            throw new OutsideFault(OutsideFaultKind.Transient, exchange, "UnreadableAnswer", $"The answer of {exchange} to '{call}' could not be read.", exception) { IsOutcomeUnknown = changes };
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    private static OutsideFault Down(string sentence) => new(OutsideFaultKind.Transient, "bridge", "BridgeDown", sentence);

    /// <summary>On the thread of the pipe.</summary>
    private void Receive(BridgeFrame frame)
    {
        switch (frame.Kind)
        {
            case BridgeFrameKind.Result:
                if (_pending.TryGetValue(frame.Id, out var answered))
                    answered.Answer.TrySetResult(frame.Body.ToArray());
                break;
            case BridgeFrameKind.Error:
                if (_pending.TryGetValue(frame.Id, out var failed))
                    failed.Answer.TrySetException(BridgeError.Read(frame.Body, failed.Exchange));
                break;
            default:
                _streams.Receive(frame);
                break;
        }
    }

    /// <summary>Tells a new bridge what it must know and asks it for everything that is watched.</summary>
    private async Task Prepare(CancellationToken cancel)
    {
        TrySend(new { id = NextId(), configure = new { cache = _options.CacheFolder.Length > 0 ? Path.GetFullPath(_options.CacheFolder) : null } });
        foreach (var (exchange, settings) in _options.Exchanges)
            TrySend(new { id = NextId(), configure = Merge(exchange, null, settings) });
        // From here on an account that is added introduces itself: one that comes during the loop would be in neither.
        _isIntroducing = true;
        foreach (var account in _accounts.Values)
            await Introduce(account, cancel);
        _streams.Renew();
    }

    private async Task Introduce(BridgeAccount account, CancellationToken cancel)
    {
        try
        {
            var credentials = await account.Credentials(cancel);
            var settings = account.TestNet ? new BridgeExchangeSettings { TestNet = true } : new BridgeExchangeSettings();
            TrySend(new { id = NextId(), configure = Merge(account.Exchange, account.Id, settings, credentials) });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The other accounts and all market data go on; calls for this one answer that it has no keys.
            _logger.LogError("The keys of account {Account} at {Exchange} could not be read: {Kind}", account.Id, account.Exchange, exception.GetType().Name);
        }
    }

    private static Dictionary<string, object?> Merge(string exchange, string? account, BridgeExchangeSettings settings, BridgeCredentials? credentials = null)
    {
        var told = JsonSerializer.SerializeToElement(settings, WireJson.Options).EnumerateObject().ToDictionary(p => p.Name, object? (p) => p.Value, StringComparer.Ordinal);
        told["exchange"] = exchange;
        if (account is not null)
            told["account"] = account;
        if (credentials is not null)
            told["credentials"] = credentials;
        return told;
    }

    private void Lost(string reason)
    {
        _isIntroducing = false;
        foreach (var call in _pending.Values)
        {
            call.Answer.TrySetException(new OutsideFault(OutsideFaultKind.Transient, "bridge", "BridgeDown", $"{reason} An answer of {call.Exchange} went with it.")
            {
                IsOutcomeUnknown = call is { Changes: true, WasSent: true },
            });
        }
        _streams.Interrupt(reason);
    }

    private sealed class PendingCall(string exchange, bool changes)
    {
        public string Exchange => exchange;

        public bool Changes => changes;

        public bool WasSent { get; set; }

        public TaskCompletionSource<byte[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
