using CryptoDashboard.Core.Feeds;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Records what the exchanges offer today. Runs each hour and does nothing once the day is recorded.</summary>
[DisallowConcurrentExecution]
internal sealed class ArchiveJob(MarketArchivist archivist) : IJob
{
    public static readonly JobKey Key = new("market-archive", "feeds");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await archivist.RecordToday(cancellationToken);
}
