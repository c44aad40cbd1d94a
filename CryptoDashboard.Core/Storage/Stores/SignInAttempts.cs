using CryptoDashboard.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Tries to sign in, in the database, so that a restart forgets no lock.</summary>
public sealed class SignInAttempts(IDbContextFactory<DashboardDbContext> contexts) : ISignInAttempts
{
    private const long TurnKey = 0x4344_5349_474E; // "CDSIGN"

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<(SignInAttempt? Attempt, int WrongBefore, DateTimeOffset? OldestCounting)> Register(
        string account, string address, DateTimeOffset at, DateTimeOffset since, int limit, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await TakeTurn(db, cancel);
        var wrong = await db.Set<SignInAttempt>().Where(a => !a.Succeeded && a.At > since && (a.Account == account || a.Address == address))
            .OrderByDescending(a => a.At).Select(a => new { a.Account, a.Address, a.At }).Take(200).ToListAsync(cancel);
        var byAccount = wrong.Where(w => w.Account == account).Select(w => w.At).ToList();
        var byAddress = wrong.Where(w => w.Address == address).Select(w => w.At).ToList();
        var fullest = byAccount.Count >= byAddress.Count ? byAccount : byAddress;
        if (fullest.Count >= limit)
            return (null, fullest.Count, Deciding(limit));
        var attempt = new SignInAttempt { Account = account, Address = address, At = at };
        db.Add(attempt);
        await db.SaveChangesAsync(cancel);
        await db.Set<SignInAttempt>().Where(a => a.At < at - Kept).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (attempt, fullest.Count, Deciding(limit - 1));

        // Of an account's and an address's lock the longer one counts.
        DateTimeOffset? Deciding(int count) => new[] { byAccount, byAddress }.Where(w => w.Count >= count).Max(w => (DateTimeOffset?)w[count - 1]);
    }

    public async Task Succeed(SignInAttempt attempt, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<SignInAttempt>().Where(a => a.Id == attempt.Id || (a.Account == attempt.Account && a.Address == attempt.Address))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Succeeded, true), cancel);
    }

    // One try at a time in the whole installation: they are rare, and two counted at once would both see room for one. A lock apart from
    // that of the events, or a flood of tries would hold up the bots' journal.
    private static Task TakeTurn(DashboardDbContext db, CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({TurnKey})", cancel)
        : db.Database.ExecuteSqlAsync($"exec sp_getapplock @Resource = 'CDSIGN', @LockMode = 'Exclusive', @LockOwner = 'Transaction'", cancel);
}
