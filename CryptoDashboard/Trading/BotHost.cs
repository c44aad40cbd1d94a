using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Candles;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Strategies.Rules;

namespace CryptoDashboard.Trading;

/// <summary>Runs the loops that keep what happens. Registered first, so that it starts before the feeds and ends after them.</summary>
internal sealed class BotHost(
    EventFeed events, CandleRecorder recorder, LargerCandles larger, BotJournal journal, BotEngine engine, EmergencyStop emergency, BreakerWatch breakers,
    RuleDesk rules, FillBook fills, ILogger<BotHost> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private Task _loops = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked for so that it listens to the hub before the first feed speaks.
        ArgumentNullException.ThrowIfNull(larger);
        // Before anything is taken up: nothing may be opened in between.
        emergency.TakeUp();
        _loops = Task.WhenAll(
            Task.Run(() => events.Run(_ending.Token), CancellationToken.None),
            Task.Run(() => recorder.Run(_ending.Token), CancellationToken.None),
            Task.Run(() => journal.Run(_ending.Token), CancellationToken.None),
            Task.Run(() => engine.RunReports(_ending.Token), CancellationToken.None),
            Task.Run(() => engine.RunChores(_ending.Token), CancellationToken.None),
            Task.Run(() => emergency.Run(_ending.Token), CancellationToken.None),
            Task.Run(() => breakers.Run(events, _ending.Token), CancellationToken.None));
        foreach (var unread in await rules.Fill(cancellationToken))
            logger.LogError("{Rules}", unread);
        // Before the first order on paper is placed again.
        await fills.Read(cancellationToken);
        await engine.TakeUp(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await journal.Flush(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ending.CancelAsync();
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _ending.Dispose();
}
