using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Positions;
using CryptoDashboard.Core.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>The books of accounts in the database.</summary>
public sealed class BookStore(IDbContextFactory<DashboardDbContext> contexts) : IBookStore
{
    public async Task<DateTimeOffset?> OpenedAt(string account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<BookCheck>().Where(c => c.Account == account).MinAsync(c => (DateTimeOffset?)c.At, cancel);
    }

    public async Task<IReadOnlyDictionary<string, decimal>> Booked(string account, CancellationToken cancel)
    {
        var (own, exchange) = (Ledger.OwnAccount(account), Ledger.ExchangeAccount(account));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        // A bot's lines count where the account was the other side of them: not its capital, which is a share of the account, and not its dry runs.
        var lines = db.Set<LedgerEntry>().Where(e => e.Account == own
            || (e.Account.StartsWith("bot:") && db.Set<LedgerEntry>().Any(o => o.Transaction == e.Transaction && o.Account == exchange)));
        var sums = await lines.GroupBy(e => e.Asset).Select(g => new { g.Key, Sum = g.Sum(e => e.Amount) }).ToListAsync(cancel);
        return sums.Where(s => s.Sum != 0).ToDictionary(s => s.Key.Code, s => s.Sum, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<BookCheck>> Newest(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var checks = db.Set<BookCheck>().AsNoTracking();
        return await checks.Where(c => c.At == checks.Where(o => o.Account == c.Account).Max(o => o.At)).OrderBy(c => c.Account).ThenBy(c => c.Asset).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<BookCheck>> Differences(int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<BookCheck>().AsNoTracking().Where(c => c.Held != c.Booked).OrderByDescending(c => c.At).ThenBy(c => c.Account).Take(count).ToListAsync(cancel);
    }

    public async Task<IReadOnlySet<string>> Missing(IReadOnlyCollection<string> transactions, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var there = await db.Set<LedgerEntry>().Where(e => transactions.Contains(e.Transaction)).Select(e => e.Transaction).Distinct().ToListAsync(cancel);
        return transactions.Except(there).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<(string Account, string Asset, decimal Amount)>> Unexplained(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sums = await db.Set<LedgerEntry>().Where(e => e.Transaction.StartsWith("unexplained:") && e.Account.StartsWith("own:"))
            .GroupBy(e => new { e.Account, e.Asset }).Select(g => new { g.Key.Account, g.Key.Asset, Sum = g.Sum(e => e.Amount) }).ToListAsync(cancel);
        return [.. sums.Select(s => (s.Account["own:".Length..], s.Asset.Code, s.Sum))];
    }

    public async Task Keep(IReadOnlyList<LedgerEntry> lines, IReadOnlyList<BookCheck> checks, IReadOnlyList<DomainEvent> events, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.AddRange(lines);
        db.AddRange(checks);
        if (events.Count > 0)
        {
            await EventTurn.Take(db, cancel);
            db.AddRange(events);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
