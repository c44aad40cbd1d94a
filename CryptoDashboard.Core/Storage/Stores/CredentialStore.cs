using CryptoDashboard.Core.Events;
using CryptoDashboard.Core.Vault;
using Microsoft.EntityFrameworkCore;

namespace CryptoDashboard.Core.Storage.Stores;

/// <summary>Sealed credentials in the database.</summary>
public sealed class CredentialStore(IDbContextFactory<DashboardDbContext> contexts) : ICredentialStore
{
    public async Task<IReadOnlyList<SealedCredential>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<SealedCredential>().AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancel);
    }

    public async Task<bool> Add(SealedCredential credential, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<SealedCredential>().CountAsync(c => c.Name == credential.Name, cancel) > 0)
            return false;
        db.Add(credential);
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<bool> Remove(string name, DomainEvent told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<SealedCredential>().Where(c => c.Name == name).ExecuteDeleteAsync(cancel) == 0)
            return false;
        await EventTurn.Take(db, cancel);
        db.Add(told);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task Reseal(IReadOnlyList<SealedCredential> credentials, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.UpdateRange(credentials);
        await db.SaveChangesAsync(cancel);
    }

    public async Task NoteUse(string name, DateTimeOffset at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Set<SealedCredential>().Where(c => c.Name == name).ExecuteUpdateAsync(set => set.SetProperty(c => c.LastUsedAt, at), cancel);
    }
}
