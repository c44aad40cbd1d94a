using CryptoDashboard.Core.Drills;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Keeps the results of drills.</summary>
public sealed class DrillStore(IDbContextFactory<DashboardDbContext> contexts)
{
    /// <returns>The number of the run.</returns>
    public async Task<int> Keep(DrillRun run, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        return run.Id;
    }

    /// <summary>The last runs of a bot, newest first.</summary>
    public async Task<IReadOnlyList<DrillRun>> Latest(int botId, int max, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<DrillRun>().AsNoTracking().Where(r => r.BotId == botId).OrderByDescending(r => r.Id).Take(max).ToListAsync(cancel);
    }
}
