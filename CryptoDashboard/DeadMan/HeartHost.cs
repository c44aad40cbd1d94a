using System.Diagnostics;
using System.Text.Json;
using CryptoDashboard.CommandLine;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.DeadMan;
using CryptoDashboard.Core.Events;

namespace CryptoDashboard.DeadMan;

/// <summary>
/// The heart of the desk: gives a sign of life every second, keeps a watchdog process beside it, winds up the countdowns at the exchanges
/// and tells the second channel that it lives. It beats only while the database answers: a desk that can keep nothing is not well.
/// </summary>
internal sealed class HeartHost(
    DeadManOptions options, HeartbeatFile file, IBotStore bots, IDeadManStore choices, Countdown countdown, OutwardPing ping, EventTeller teller, IConfiguration configuration, TimeProvider time, ILogger<HeartHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private IReadOnlyList<string> _losses = [];
    private bool _cancelsEntries;
    private Process? _watchdog;

    /// <summary>The watchdog's process, or null while there is none.</summary>
    public int? WatchdogId => Volatile.Read(ref _watchdog) is { } watchdog && !HasEnded(watchdog) ? watchdog.Id : null;

    /// <summary>When the second channel last heard that the desk lives; null before.</summary>
    public DateTimeOffset? AliveAt { get; private set; }

    /// <summary>Why it did not hear of it the last time, or null.</summary>
    public string? AliveFault { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
            return;
        var startedAt = time.GetUtcNow();
        TellOfDeath();
        var looking = Task.Run(() => Look(stoppingToken), CancellationToken.None);
        try
        {
            using var timer = new PeriodicTimer(Beat, time);
            do
            {
                Write(new Heartbeat(Environment.ProcessId, startedAt, time.GetUtcNow(), IsEnding: false, WatchdogId, _cancelsEntries, _losses));
                if (WatchdogId is null)
                    StartWatchdog();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));
        }
        finally
        {
            await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Write(new Heartbeat(Environment.ProcessId, startedAt, time.GetUtcNow(), IsEnding: true, null, CancelsEntries: false, []));
            await Dismiss();
            using var last = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await countdown.TakeBackAll(last.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks every few seconds at what is at stake, and speaks to the exchanges and the second channel.</summary>
    private async Task Look(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var chosen = (await choices.All(cancel)).ToDictionary(c => c.Account);
                var snapshots = await bots.Snapshots(cancel);
                _cancelsEntries = snapshots.Any(s => s.Bot.IsLive && chosen.GetValueOrDefault(s.Bot.Account) is { CancelsEntries: true });
                _losses = [.. snapshots.Where(s => s.Bot.IsLive && (s.Bot.Status == BotStatus.Running || !s.Position.Quantity.IsZero || s.OpenOrders.Count > 0))
                    .Select(s => $"{s.Bot.Name}: {Consequence.Of(s, chosen.GetValueOrDefault(s.Bot.Account)).Sentence}")];
                await SayAlive(cancel);
                await countdown.Beat(cancel);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning("The heart could not look at the desk and tries again: {Reason}", exception.Message);
            }
            await Task.Delay(LookEvery, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SayAlive(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (options.AliveAddress is not { Length: > 0 } address || now - AliveAt < TimeSpan.FromSeconds(options.AliveSeconds))
            return;
        AliveFault = await ping.Alive(address, cancel);
        if (AliveFault is null)
            AliveAt = now;
        else
            logger.LogWarning("The second channel did not hear that the desk is alive: {Reason}", AliveFault);
    }

    /// <summary>The last desk on this folder died without a word: those who come back want to know.</summary>
    private void TellOfDeath()
    {
        if (file.Read() is not { IsEnding: false } last || last.ProcessId == Environment.ProcessId)
            return;
        teller.Tell(EventTopic.Risk, "desk-died", $"This desk had died without a word at about {last.At:yyyy-MM-dd HH:mm:ss} UTC and is back after {(time.GetUtcNow() - last.At).TotalMinutes:0.#} minutes. {string.Join(" ", last.Losses)}".Trim());
    }

    private void StartWatchdog()
    {
        try
        {
            var process = Process.Start(OwnProgram.With("watchdog", "--data", file.DataFolder, "--desk", $"{Environment.ProcessId}"))!;
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            // Through the pipe: what is secret in the settings stands on no command line.
            process.StandardInput.WriteLine(JsonSerializer.Serialize(WatchdogVerb.SettingsFor(configuration)));
            process.StandardInput.Flush();
            Interlocked.Exchange(ref _watchdog, process)?.Dispose();
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            logger.LogWarning("The watchdog could not be started and is tried again: {Reason}", exception.Message);
        }
    }

    private async Task Dismiss()
    {
        if (Interlocked.Exchange(ref _watchdog, null) is not { } watchdog)
            return;
        try
        {
            await watchdog.StandardInput.WriteLineAsync(WatchdogVerb.Goodbye);
            watchdog.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await watchdog.WaitForExitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            logger.LogWarning("The watchdog did not end in order: {Reason}", exception.Message);
        }
        watchdog.Dispose();
    }

    private void Write(Heartbeat beat)
    {
        try
        {
            file.Write(beat);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The heartbeat could not be written: {Reason}", exception.Message);
        }
    }

    private static bool HasEnded(Process process)
    {
        try
        {
            return process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
