using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.SignIn;
using Microsoft.AspNetCore.Components;

namespace CryptoDashboard.Components.Shared;

/// <summary>
/// A component that follows what happens: it listens first and loads then, so that nothing falls between; it redraws at most four times a
/// second, and everything it began ends with it. A failure is shown in its place and takes no other component down.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Task> _loops = [];
    private Task _reading = Task.CompletedTask;
    private Task? _nextReading;

    /// <summary>Cancelled when the component leaves the page.</summary>
    protected CancellationToken Leaving { get; private set; }

    /// <summary>What to tell instead of the content, or null while all is well.</summary>
    protected string? Failure { get; private set; }

    /// <summary>Whether <see cref="Load"/> has not come to an end yet.</summary>
    protected bool IsLoading { get; private set; } = true;

    [Inject]
    private EventFeed Events { get; set; } = null!;

    [Inject]
    private MarketHub Hub { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    [Inject]
    private PolicyGuard Guard { get; set; } = null!;

    [Inject]
    private ViewerTime Zone { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        Zone.Changed -= StateHasChanged;
        await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await OnLeave();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        Leaving = _leaving.Token;
        Zone.Changed += StateHasChanged;
        Follow();
        await Reload();
    }

    /// <summary>Says what the component follows, by <see cref="OnEvents"/> and <see cref="OnMarkets"/>; called once, before the first load.</summary>
    protected virtual void Follow()
    {
    }

    /// <summary>Reads what the component shows.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    protected virtual ValueTask OnLeave() => ValueTask.CompletedTask;

    /// <summary>
    /// Runs a load with its failure shown, and draws. One at a time: of two side by side the older might end last, and its figures would
    /// stay. Whoever asks during a load shares the one after it, so that what he saw happen is in it. Not to be called by a load.
    /// </summary>
    protected Task Reload() => _nextReading ?? (_reading.IsCompleted ? _reading = Read() : _nextReading = ReadAfter(_reading));

    private async Task ReadAfter(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _nextReading = null;
        await (_reading = Read());
    }

    private async Task Read()
    {
        try
        {
            await Load();
            Failure = null;
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            Failure = "This could not be read. It is tried again with the next change; if it stays, look at the log.";
            Loggers.CreateLogger(GetType()).LogError(exception, "{Component} could not load", GetType().Name);
        }
        IsLoading = false;
        await InvokeAsync(StateHasChanged);
    }

    /// <summary>Reloads after events that fit.</summary>
    protected void OnEvents(Func<DomainEvent, bool> fits)
    {
        // Taken now, before the first load reads anything; the loop begins a moment later, and what happens in between is not to be missed.
        var place = Events.Newest;
        Loop(async cancel =>
        {
            await foreach (var batch in Events.Subscribe(place, cancel))
            {
                if (batch.Any(fits))
                {
                    await InvokeAsync(Reload);
                    await Task.Delay(Pace, cancel);
                }
                place = batch[^1].Id;
            }
        });
    }

    /// <summary>Hands over markets whose latest state changed, on the component's own thread, and draws.</summary>
    protected void OnMarkets(Func<MarketId, bool>? filter, Func<IReadOnlyList<Market>, Task> apply) => Loop(async cancel =>
    {
        await foreach (var changed in Hub.Watch(filter, Pace, cancel))
        {
            await InvokeAsync(async () =>
            {
                await apply(changed);
                StateHasChanged();
            });
        }
    });

    /// <summary>
    /// Draws each second, so that an age grows and what has fallen silent is seen to be stale: silence itself announces nothing.
    /// </summary>
    /// <param name="look">Called before each drawing, on the component's own thread.</param>
    protected void OnSeconds(Func<Task>? look = null) => Loop(async cancel =>
    {
        using var timer = new PeriodicTimer(Second, Clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await InvokeAsync(async () =>
            {
                if (look is not null)
                    await look();
                StateHasChanged();
            });
        }
    });

    /// <summary>Looks at something that announces nothing, at this pace, and draws.</summary>
    protected void Every(TimeSpan pace, Func<Task> look) => Loop(async cancel =>
    {
        using var timer = new PeriodicTimer(pace);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            await InvokeAsync(async () =>
            {
                await look();
                StateHasChanged();
            });
        }
    });

    /// <summary>Does what a person asked for, if the policy table allows it; what goes wrong comes back as a sentence for him.</summary>
    protected async Task<string?> Do(Core.Access.Deed deed, Func<Task> action)
    {
        try
        {
            await Guard.Require(deed, Leaving);
            await action();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException or UnauthorizedAccessException)
        {
            return exception is ArgumentException { ParamName: { } name } ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Loggers.CreateLogger(GetType()).LogError(exception, "{Component} failed", GetType().Name);
            return "This did not work, and nothing was changed. Try again; if it stays, look at the log.";
        }
    }

    private void Loop(Func<CancellationToken, Task> follow) => _loops.Add(Supervise(follow));

    private async Task Supervise(Func<CancellationToken, Task> follow)
    {
        await Task.Yield();
        while (!Leaving.IsCancellationRequested)
        {
            try
            {
                await follow(Leaving);
            }
            catch (Exception exception) when (Leaving.IsCancellationRequested || exception is ObjectDisposedException or Microsoft.JSInterop.JSDisconnectedException)
            {
                return;
            }
            catch (Exception exception)
            {
                Loggers.CreateLogger(GetType()).LogWarning(exception, "{Component} lost what it follows and follows anew", GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), Leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }
}
