using CryptoDashboard.Core.Fills;
using CryptoDashboard.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>What fills are learnt from, and what was learnt, in the database.</summary>
public sealed class FillStore(IDbContextFactory<DashboardDbContext> contexts) : IFillStore
{
    public async Task AddSpreads(IReadOnlyList<SpreadDay> seen, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var ofDay in seen.GroupBy(s => s.Day))
        {
            var known = await db.Set<SpreadDayRow>().Where(r => r.Day == ofDay.Key).ToDictionaryAsync(r => (r.Exchange, r.Symbol), cancel);
            foreach (var day in ofDay)
            {
                if (!known.TryGetValue((day.Exchange, day.Symbol), out var row))
                    db.Add(row = new SpreadDayRow { Day = day.Day, Exchange = day.Exchange, Symbol = day.Symbol, Seen = "" });
                row.Add(day.Seen);
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<SpreadDay>> Spreads(DateOnly from, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<SpreadDayRow>().AsNoTracking().Where(r => r.Day >= from).ToListAsync(cancel);
        return rows.ConvertAll(r => new SpreadDay { Exchange = r.Exchange, Symbol = r.Symbol, Day = r.Day, Seen = SpreadHistogram.Parse(r.Seen) });
    }

    public async Task AddNotes(IReadOnlyList<SendNote> notes, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ids = notes.Select(n => n.OrderId).ToList();
        var known = await db.Set<SendNote>().Where(n => ids.Contains(n.OrderId)).Select(n => n.OrderId).ToListAsync(cancel);
        db.AddRange(notes.DistinctBy(n => n.OrderId).ExceptBy(known, n => n.OrderId));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<OwnOrder>> OwnOrders(DateTimeOffset since, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var notes = db.Set<SendNote>().AsNoTracking().Where(n => n.SentAt >= since);
        var sent = await notes.OrderByDescending(n => n.SentAt).Take(most).Join(db.Set<Order>().AsNoTracking(), n => n.OrderId, o => o.Id, (n, o) => new { Note = n, Order = o }).ToListAsync(cancel);
        var fills = (await db.Set<Fill>().AsNoTracking().Where(f => notes.Any(n => n.OrderId == f.OrderId)).ToListAsync(cancel)).ToLookup(f => f.OrderId);
        return sent.ConvertAll(s => new OwnOrder(s.Note, s.Order, [.. fills[s.Order.Id]]));
    }

    public async Task Keep(IReadOnlyList<FillLesson> lessons, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.AddRange(lessons.Select(FillLessonRow.From));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<FillLesson>> Lessons(DateTimeOffset? asOf, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lessons = db.Set<FillLessonRow>().AsNoTracking();
        var last = await lessons.Where(r => asOf == null || r.LearntAt <= asOf).OrderByDescending(r => r.LearntAt).Select(r => (DateTimeOffset?)r.LearntAt).FirstOrDefaultAsync(cancel);
        return last is null ? [] : (await lessons.Where(r => r.LearntAt == last).OrderBy(r => r.Exchange).ThenBy(r => r.Symbol).ToListAsync(cancel)).ConvertAll(r => r.ToLesson());
    }

    public async Task Prune(DateOnly spreadsBefore, DateTimeOffset othersBefore, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<SpreadDayRow>().Where(r => r.Day < spreadsBefore).ExecuteDeleteAsync(cancel);
        await db.Set<SendNote>().Where(n => n.SentAt < othersBefore).ExecuteDeleteAsync(cancel);
        await db.Set<FillLessonRow>().Where(r => r.LearntAt < othersBefore).ExecuteDeleteAsync(cancel);
    }
}
