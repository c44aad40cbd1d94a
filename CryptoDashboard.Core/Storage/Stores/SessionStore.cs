using CryptoDashboard.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Signed-in browsers.</summary>
public sealed class SessionStore(IDbContextFactory<DashboardDbContext> contexts)
{
    public async Task Start(UserSession session, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(session);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<UserSession?> Find(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<UserSession>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
    }

    public async Task Touch(string id, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<UserSession>().Where(s => s.Id == id && s.EndedAt == null && s.LockedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastActiveAt, at), cancel);
    }

    public async Task Lock(string id, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<UserSession>().Where(s => s.Id == id && s.LockedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.LockedAt, at), cancel);
    }

    public async Task Unlock(string id, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<UserSession>().Where(s => s.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LockedAt, (DateTimeOffset?)null).SetProperty(s => s.LastActiveAt, at), cancel);
    }

    public async Task End(string id, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<UserSession>().Where(s => s.Id == id && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, at), cancel);
    }

    public async Task EndAll(int userId, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<UserSession>().Where(s => s.UserId == userId && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, at), cancel);
    }
}
