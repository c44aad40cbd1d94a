using System.Text.Json;
using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Backtesting.Optimisation;
using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Performance;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Searches, their trials and windows in the database.</summary>
public sealed class OptimisationStore(IDbContextFactory<DashboardDbContext> contexts) : IOptimisationStore
{
    public async Task<(IReadOnlyList<Optimisation> Items, int Total)> List(int skip, int take, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = db.Set<Optimisation>().AsNoTracking();
        return (await all.OrderByDescending(o => o.Id).Skip(skip).Take(take).ToListAsync(cancel), await all.CountAsync(cancel));
    }

    public async Task<Optimisation?> Find(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Optimisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel);
    }

    public async Task<IReadOnlyList<int>> Unfinished(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Optimisation>().Where(o => o.Status == OptimisationStatus.Waiting || o.Status == OptimisationStatus.Running).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<Trial>> Trials(int id, int after, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Trial>().AsNoTracking().Where(t => t.OptimisationId == id && t.Number > after).OrderBy(t => t.Number).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<TrialReturns>> Returns(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<TrialReturns>().AsNoTracking().Where(r => r.OptimisationId == id).OrderBy(r => r.Number).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<WalkForwardStep>> Steps(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<OptimisationStepRow>().AsNoTracking().Where(s => s.OptimisationId == id).OrderBy(s => s.Number).ToListAsync(cancel);
        return [.. rows.Select(r => JsonSerializer.Deserialize<WalkForwardStep>(r.Step, ReportJson.Options)!)];
    }

    public async Task<Optimisation> Add(Optimisation optimisation, Func<Optimisation, DomainEvent> told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(optimisation);
        await db.SaveChangesAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told(optimisation));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return optimisation;
    }

    public async Task Append(Optimisation optimisation, IReadOnlyList<TrialBatch> batches, int firstStep, IReadOnlyList<WalkForwardStep> steps, DomainEvent? told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (told is not null)
        {
            await EventTurn.Take(db, cancel);
            db.Add(told);
        }
        db.Update(optimisation);
        db.AddRange(batches.SelectMany(b => b.Trials).Select(t => t with { OptimisationId = optimisation.Id }));
        db.AddRange(batches.SelectMany(b => b.Returns).Select(r => r with { OptimisationId = optimisation.Id }));
        db.AddRange(steps.Select((s, i) => new OptimisationStepRow(optimisation.Id, firstStep + i, JsonSerializer.Serialize(s, ReportJson.Options))));
        await CountTries(db, optimisation, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task Save(Optimisation optimisation, OverfitCheck? check, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        db.Update(optimisation);
        if (check is not null)
            db.Add(check);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task Delete(int id, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<Optimisation>().Where(o => o.Id == id).ExecuteDeleteAsync(cancel);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task CountTries(DashboardDbContext db, Optimisation optimisation, CancellationToken cancel)
    {
        var counted = await db.Set<TryNote>().Where(t => t.OptimisationId == optimisation.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, optimisation.Done), cancel);
        if (counted > 0)
            return;
        db.Add(new TryNote
        {
            Strategy = TryNote.Family(optimisation.Strategy),
            Market = optimisation.Market,
            Timeframe = optimisation.Timeframe,
            From = optimisation.From!.Value,
            To = optimisation.To!.Value,
            At = optimisation.MadeAt,
            Count = optimisation.Done,
            OptimisationId = optimisation.Id,
        });
    }
}
