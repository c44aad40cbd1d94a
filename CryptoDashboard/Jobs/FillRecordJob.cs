using CryptoDashboard.Core.Fills;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Takes a sample of every watched market's spread each minute and writes, every tenth, what was seen.</summary>
[DisallowConcurrentExecution]
internal sealed class FillRecordJob(SpreadSampler sampler, FillWitness witness, TimeProvider time) : IJob
{
    private const int WriteEvery = 10;

    public static readonly JobKey Key = new("fill-record", "fills");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        sampler.Sample();
        await witness.Flush(cancellationToken);
        if (time.GetUtcNow().Minute % WriteEvery == 0)
            await sampler.Flush(cancellationToken);
    }
}
