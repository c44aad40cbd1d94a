using CryptoDashboard.Core.Candles;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Deletes candles that are older than is kept.</summary>
[DisallowConcurrentExecution]
internal sealed class CandleRetentionJob(CandleRetention retention) : IJob
{
    public static readonly JobKey Key = new("candle-retention", "candles");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await retention.Run(cancellationToken);
}
