using CryptoDashboard.Core.Fills;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Learns how orders are filled. Runs each hour and does nothing once it has learnt on the day.</summary>
[DisallowConcurrentExecution]
internal sealed class FillLearningJob(FillLearner learner) : IJob
{
    public static readonly JobKey Key = new("fill-learning", "fills");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await learner.LearnToday(cancellationToken);
}
