using CryptoDashboard.Core.Reconciliation;
using Quartz;

namespace CryptoDashboard.Jobs;

/// <summary>Holds the ledger of every account against its exchange, each hour.</summary>
[DisallowConcurrentExecution]
internal sealed class BooksJob(Books books) : IJob
{
    public static readonly JobKey Key = new("books", "accounts");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await books.Check(cancellationToken);
}
