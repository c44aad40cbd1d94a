using CryptoDashboard.Core.MarketContext;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Asks how the market is.</summary>
[DisallowConcurrentExecution]
internal sealed class MoodJob(MoodSync moods) : IJob
{
    public static readonly JobKey Key = new("mood", "context");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (moods.IsEnabled)
            await moods.Run(cancellationToken);
    }
}
