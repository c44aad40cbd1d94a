using CryptoDashboard.Core.DeadMan;
using Serilog;

namespace CryptoDashboard.DeadMan;

/// <summary>What a watchdog does: looks twice a second, and when the desk is gone or silent tells the second channel until that has heard.</summary>
/// <param name="cancelEntries">Cancels orders that would open a position, where an operator chose that; returns what was done, one sentence.</param>
internal sealed class DeskGuard(DeadManOptions options, HeartbeatFile file, OutwardPing ping, Func<CancellationToken, Task<string>> cancelEntries, TimeProvider time, Serilog.ILogger log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    /// <summary>After this long a desk that is gone is not waited for any more.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Its own log: the console it was given may be gone with the desk.</summary>
    public static Serilog.ILogger LogIn(string dataFolder) => new LoggerConfiguration()
        .WriteTo.File(Path.Combine(dataFolder, "logs", "watchdog-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, shared: true)
        .CreateLogger();

    /// <param name="saidGoodbye">Whether the desk said that it ends in order.</param>
    /// <param name="isThere">Whether its process is there.</param>
    /// <param name="soon">Completes when something is to be looked at without delay.</param>
    public async Task Watch(int desk, Func<bool> saidGoodbye, Func<bool> isThere, Task soon, CancellationToken cancel)
    {
        var alarmed = DeskState.Well;
        var since = time.GetUtcNow();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        while (!cancel.IsCancellationRequested)
        {
            var beat = file.Read();
            var there = isThere();
            var state = DeathWatch.Judge(desk, beat, saidGoodbye(), there, time.GetUtcNow(), TimeSpan.FromSeconds(options.SilentSeconds));
            if (state is DeskState.Ended or DeskState.Replaced)
            {
                await done.CancelAsync();
                if (alarmed != DeskState.Well && state == DeskState.Replaced)
                    await Tell("desk-back", $"CryptoDashboard on {Environment.MachineName} runs again.", tries: 3, cancel);
                return;
            }
            if (state is DeskState.Gone or DeskState.Silent && state != alarmed)
            {
                (alarmed, since) = (state, time.GetUtcNow());
                _ = Task.Run(() => Alarm(state, beat, done.Token), CancellationToken.None);
            }
            else if (state == DeskState.Well && alarmed == DeskState.Silent)
            {
                alarmed = DeskState.Well;
                await Tell("desk-back", $"CryptoDashboard on {Environment.MachineName} gives signs of life again.", tries: 3, cancel);
            }
            // Nobody comes back to a folder that is gone.
            if (alarmed == DeskState.Gone && (time.GetUtcNow() - since > LongestWait || (beat is null && !Directory.Exists(file.DataFolder))))
            {
                await done.CancelAsync();
                return;
            }
            await (there ? Task.WhenAny(soon, Task.Delay(LookEvery, time, cancel)) : Task.Delay(LookEvery, time, cancel)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Alarm(DeskState state, Heartbeat? beat, CancellationToken cancel)
    {
        var text = state == DeskState.Gone
            ? $"CryptoDashboard on {Environment.MachineName} is gone: its process ended without a word, its last sign of life was at {beat?.At:HH:mm:ss} UTC. It was not started again."
            : $"CryptoDashboard on {Environment.MachineName} is silent: its process is there and has given no sign of life since {beat?.At:HH:mm:ss} UTC.";
        var losses = beat?.Losses is { Count: > 0 } at ? $" {string.Join(" ", at)}" : " No live bot had anything at stake.";
        // Told first, cancelled then: the cancelling may take a minute or fail.
        await Tell(state == DeskState.Gone ? "desk-gone" : "desk-silent", text + losses, tries: int.MaxValue, cancel);
        try
        {
            if (beat is not { CancelsEntries: true })
                return;
            var done = await cancelEntries(cancel);
            if (done.Length > 0)
                await Tell("entries-cancelled", done, tries: 5, cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.Error("Entries could not be cancelled: {Reason}", exception.Message);
            await Tell("entries-not-cancelled", "The watchdog could not cancel the orders that would open a position. Cancel them at the exchange.", tries: 5, cancel);
        }
    }

    private async Task Tell(string kind, string text, int tries, CancellationToken cancel)
    {
        log.Warning("{Kind}: {Text}", kind, text);
        if (options.AlarmAddress is not { Length: > 0 } address)
            return;
        for (var attempt = 1; attempt <= tries && !cancel.IsCancellationRequested; attempt++)
        {
            if (await ping.Alarm(address, kind, text, time.GetUtcNow(), cancel) is not { } fault)
                return;
            log.Error("The alarm did not arrive: {Reason}", fault);
            var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt, 10)));
            await Task.Delay(wait < LongestRetry ? wait : LongestRetry, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
