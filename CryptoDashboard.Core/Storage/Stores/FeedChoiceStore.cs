using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Feeds;
using CryptoDashboard.Core.Markets;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>The chosen exchanges and symbols in the database.</summary>
public sealed class FeedChoiceStore(IDbContextFactory<DashboardDbContext> contexts) : IFeedChoiceStore
{
    public async Task<FeedChoice?> Read(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<FeedChoiceRow>().AsNoTracking().OrderBy(r => r.Rank).ToListAsync(cancel);
        return rows.Count == 0
            ? null
            : new FeedChoice([.. rows.Where(r => r.IsExchange).Select(r => r.Name)], [.. rows.Where(r => !r.IsExchange).Select(r => Symbol.Parse(r.Name))]);
    }

    public async Task Save(FeedChoice choice, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await EventTurn.Take(db, cancel);
        await db.Set<FeedChoiceRow>().ExecuteDeleteAsync(cancel);
        db.AddRange(choice.Exchanges.Select((name, rank) => new FeedChoiceRow { IsExchange = true, Name = name, Rank = rank }));
        db.AddRange(choice.Symbols.Select((symbol, rank) => new FeedChoiceRow { IsExchange = false, Name = symbol.ToString(), Rank = rank }));
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
