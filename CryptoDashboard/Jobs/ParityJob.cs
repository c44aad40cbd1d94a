using CryptoDashboard.Core.Backtesting.Parity;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Holds the day that is over against backtests of it, for every bot that traded: the nightly truth report.</summary>
[DisallowConcurrentExecution]
internal sealed class ParityJob(ParityDesk parity, TimeProvider time) : IJob
{
    public static readonly JobKey Key = new("parity", "parity");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await parity.CompareAll(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1), cancellationToken);
}
