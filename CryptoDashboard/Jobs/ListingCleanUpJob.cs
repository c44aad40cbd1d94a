using CryptoDashboard.Core.Listing;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Deletes prices of coins that are older than is kept.</summary>
[DisallowConcurrentExecution]
internal sealed class ListingCleanUpJob(ListingSync sync) : IJob
{
    public static readonly JobKey Key = new("listing-clean-up", "listing");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sync.CleanUp(cancellationToken);
}
