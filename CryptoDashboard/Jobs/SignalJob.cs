using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Time;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>
/// Handles the closed candles of one timeframe that bots wait for. Triggered at once when a candle closes, and at every boundary of the
/// timeframe as the net beneath. One job per timeframe, never two at once, so a candle is never handled twice side by side.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SignalJob(BotEngine engine) : IJob
{
    public const string TimeframeKey = "timeframe";

    public static JobKey KeyOf(Timeframe timeframe) => new($"signals-{timeframe}", "signals");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await engine.HandleDue(Timeframe.Parse(context.JobDetail.JobDataMap.GetString(TimeframeKey)!), cancellationToken);
}
