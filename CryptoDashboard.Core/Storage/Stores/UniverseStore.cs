using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Universes;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Universes in the database.</summary>
public sealed class UniverseStore(IDbContextFactory<DashboardDbContext> contexts) : IUniverseStore
{
    public async Task<IReadOnlyList<SavedUniverse>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SavedUniverse>().AsNoTracking().OrderBy(u => u.Name).ToListAsync(cancel);
    }

    public async Task<SavedUniverse?> Find(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SavedUniverse>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel);
    }

    public async Task<int> Save(SavedUniverse universe, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (universe.Id != 0 && await db.Set<SavedUniverse>().CountAsync(u => u.Id == universe.Id, cancel) == 0)
            throw new KeyNotFoundException($"The universe {universe.Name} is gone; it was deleted.");
        db.Update(universe);
        await db.SaveChangesAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told with { Subject = universe.Id.ToString() });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return universe.Id;
    }

    public async Task Delete(int id, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<SavedUniverse>().Where(u => u.Id == id).ExecuteDeleteAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
