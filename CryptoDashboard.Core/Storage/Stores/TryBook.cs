using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Markets;
using CryptoDashboard.Core.Performance;
using CryptoDashboard.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>How often what was tried, and which checks for overfitting were made, in the database.</summary>
public sealed class TryBook(IDbContextFactory<DashboardDbContext> contexts) : ITryBook, IOverfitChecks
{
    public async Task Note(IReadOnlyList<TryNote> notes, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.AddRange(notes);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<int> Count(string strategy, MarketId market, Timeframe timeframe, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var family = TryNote.Family(strategy);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<TryNote>().Where(t => t.Strategy == family && t.Market == market && t.Timeframe == timeframe && t.From < to && t.To > from)
            .GroupBy(t => t.Strategy).Select(g => g.Sum(t => t.Count)).SingleOrDefaultAsync(cancel);
    }

    public async Task<IReadOnlyList<OverfitCheck>> Since(string strategy, MarketId market, Timeframe timeframe, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<OverfitCheck>().AsNoTracking().Where(c => c.Strategy == strategy && c.Market == market && c.Timeframe == timeframe && c.At >= since).OrderByDescending(c => c.Id).ToListAsync(cancel);
    }
}
