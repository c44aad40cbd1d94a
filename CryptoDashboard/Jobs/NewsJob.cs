using CryptoDashboard.Core.MarketContext;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Reads the news, and forgets those of a quarter of a year ago.</summary>
[DisallowConcurrentExecution]
internal sealed class NewsJob(NewsSync news, ContextOptions options, IContextStore store, TimeProvider time) : IJob
{
    public static readonly JobKey Key = new("news", "context");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Enabled)
            return;
        await news.Run(cancellationToken);
        await store.CleanUp(time.GetUtcNow().AddDays(-90), time.GetUtcNow().AddDays(-400), cancellationToken);
    }
}
