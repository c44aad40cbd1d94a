using CryptoDashboard.Core.DeadMan;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>What is to happen to the orders of each account when the desk dies.</summary>
public sealed class DeadManStore(IDbContextFactory<DashboardDbContext> contexts) : IDeadManStore
{
    public async Task<IReadOnlyList<DeadManChoice>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DeadManChoice>().AsNoTracking().OrderBy(c => c.Account).ToListAsync(cancel);
    }

    public async Task Keep(DeadManChoice choice, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var isKnown = await db.Set<DeadManChoice>().AnyAsync(c => c.Account == choice.Account, cancel);
        db.Entry(choice).State = isKnown ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(cancel);
    }
}
