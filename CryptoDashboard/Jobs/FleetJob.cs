using CryptoDashboard.Core.Fleets;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Lets running fleets look at their universes when it is time.</summary>
[DisallowConcurrentExecution]
internal sealed class FleetJob(FleetDesk desk) : IJob
{
    public static readonly JobKey Key = new("fleet-looks", "fleets");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await desk.LookAtAll(cancellationToken);
}
