using System.Threading.Channels;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Time;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Turns "a candle is due" into a run of its <see cref="SignalJob"/>, at most one waiting per timeframe.</summary>
internal sealed class SignalTrigger : BackgroundService
{
    // One slot per timeframe is enough: a job that is about to run finds everything that is due.
    private readonly Channel<Timeframe> _due = Channel.CreateUnbounded<Timeframe>();
    private readonly int[] _waiting = new int[Timeframe.D1.Minutes + 1];
    private readonly BotEngine _engine;
    private readonly ISchedulerFactory _schedulers;

    public SignalTrigger(BotEngine engine, ISchedulerFactory schedulers)
    {
        (_engine, _schedulers) = (engine, schedulers);
        _engine.CandleDue += Wake;
    }

    public override void Dispose()
    {
        _engine.CandleDue -= Wake;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await _schedulers.GetScheduler(stoppingToken);
        try
        {
            await foreach (var timeframe in _due.Reader.ReadAllAsync(stoppingToken))
            {
                // Cleared before the job is asked for: a candle that comes from here on asks for one more run rather than for none.
                Volatile.Write(ref _waiting[timeframe.Minutes], 0);
                await scheduler.TriggerJob(SignalJob.KeyOf(timeframe), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // the desk ends
        }
    }

    private void Wake(Timeframe timeframe)
    {
        if (Interlocked.Exchange(ref _waiting[timeframe.Minutes], 1) == 0)
            _due.Writer.TryWrite(timeframe);
    }
}
