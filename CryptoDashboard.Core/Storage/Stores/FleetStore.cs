using CryptoDashboard.Core.Bots;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Fleets;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Fleets in the database.</summary>
public sealed class FleetStore(IDbContextFactory<DashboardDbContext> contexts) : IFleetStore
{
    public async Task<IReadOnlyList<Fleet>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Fleet>().AsNoTracking().OrderBy(f => f.Name).ToListAsync(cancel);
    }

    public async Task<Fleet?> Find(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Fleet>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancel);
    }

    public async Task<int> Create(Fleet fleet, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(fleet);
        await db.SaveChangesAsync(cancel);
        await Tell(db, told with { Subject = $"fleet-{fleet.Id}" }, cancel);
        await transaction.CommitAsync(cancel);
        return fleet.Id;
    }

    public async Task Save(Fleet fleet, DomainEvent? told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<Fleet>().CountAsync(f => f.Id == fleet.Id, cancel) == 0)
            throw new KeyNotFoundException($"The fleet {fleet.Name} is gone; it was deleted.");
        db.Update(fleet);
        if (told is not null)
            await Tell(db, told, cancel);
        else
            await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task Note(FleetMove move, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<FleetMove>().CountAsync(m => m.FleetId == move.FleetId && m.At == move.At && m.Symbol == move.Symbol && m.Kind == move.Kind, cancel) > 0)
            return;
        db.Add(move);
        await Tell(db, told, cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task<IReadOnlyList<FleetMove>> Moves(int fleetId, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<FleetMove>().AsNoTracking().Where(m => m.FleetId == fleetId).OrderByDescending(m => m.At).ThenBy(m => m.Symbol).Take(count).ToListAsync(cancel);
    }

    public async Task Delete(int id, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<Bot>().Where(b => b.FleetId == id).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.FleetId, (int?)null).SetProperty(b => b.LeavesAt, (DateTimeOffset?)null).SetProperty(b => b.LeavesBecause, (string?)null), cancel);
        await db.Set<Fleet>().Where(f => f.Id == id).ExecuteDeleteAsync(cancel);
        await Tell(db, told, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task Tell(DashboardDbContext db, DomainEvent told, CancellationToken cancel)
    {
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
    }
}
