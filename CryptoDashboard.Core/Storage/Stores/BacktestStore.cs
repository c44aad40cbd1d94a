using CryptoDashboard.Core.Backtesting;
using CryptoDashboard.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Backtests in the database.</summary>
public sealed class BacktestStore(IDbContextFactory<DashboardDbContext> contexts) : IBacktestStore
{
    private const int MostFault = 2_000;

    public async Task<(IReadOnlyList<BacktestRecord> Items, int Total)> List(string? text, BacktestStatus? status, int skip, int take, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var records = db.Set<BacktestRecord>().AsNoTracking();
        if (status is { } wanted)
            records = records.Where(r => r.Status == wanted);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var part = text.Trim().ToLowerInvariant();
#pragma warning disable CA1862 // translated to SQL, which knows no StringComparison
            records = records.Where(r => r.Name.ToLower().Contains(part) || r.Markets.ToLower().Contains(part) || r.Strategy.Contains(part));
#pragma warning restore CA1862 // as above
        }
        return (await records.OrderByDescending(r => r.Id).Skip(skip).Take(take).ToListAsync(cancel), await records.CountAsync(cancel));
    }

    public async Task<BacktestRecord?> Find(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<BacktestRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
    }

    public async Task<BacktestReport?> Report(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var packed = await db.Set<BacktestReportRow>().AsNoTracking().Where(r => r.BacktestId == id).Select(r => r.Packed).SingleOrDefaultAsync(cancel);
        return packed is null ? null : ReportJson.Unpack(packed);
    }

    public async Task<BacktestRecord> Add(BacktestRecord record, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(record);
        await db.SaveChangesAsync(cancel);
        return record;
    }

    public async Task Save(BacktestRecord record, BacktestReport? report, DomainEvent? told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await db.Set<BacktestRecord>().AnyAsync(r => r.Id == record.Id, cancel))
            return;
        if (told is not null)
        {
            await EventTurn.Take(db, cancel);
            db.Add(told);
        }
        db.Update(record.Fault is { Length: > MostFault } fault ? record with { Fault = fault[..MostFault] } : record);
        if (report is not null)
            db.Add(new BacktestReportRow { BacktestId = record.Id, Packed = ReportJson.Pack(report) });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task Delete(int id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<BacktestRecord>().Where(r => r.Id == id).ExecuteDeleteAsync(cancel);
    }

    public async Task<int> InterruptUnfinished(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<BacktestRecord>().Where(r => r.Status == BacktestStatus.Waiting || r.Status == BacktestStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Status, BacktestStatus.Interrupted).SetProperty(r => r.Fault, "The desk ended before it was done. Run it again."), cancel);
    }
}
