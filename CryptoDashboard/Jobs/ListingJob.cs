using System.Globalization;
using CryptoDashboard.Core.Listing;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Takes the largest coins; how many is said by the trigger.</summary>
[DisallowConcurrentExecution]
internal sealed class ListingJob(ListingSync sync) : IJob
{
    public const string CountKey = "count";

    public static readonly JobKey Key = new("listing", "listing");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (sync.IsEnabled)
            await sync.Run(Convert.ToInt32(context.MergedJobDataMap[CountKey], CultureInfo.InvariantCulture), cancellationToken);
    }
}
