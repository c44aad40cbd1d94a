using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Vault;

/// <summary>Sealed credentials as they are stored.</summary>
public interface ICredentialStore
{
    Task<IReadOnlyList<SealedCredential>> All(CancellationToken cancel);

    /// <returns>False when the name is taken; nothing was changed then.</returns>
    Task<bool> Add(SealedCredential credential, DomainEvent told, CancellationToken cancel);

    /// <returns>False when there was none.</returns>
    Task<bool> Remove(string name, DomainEvent told, CancellationToken cancel);

    /// <summary>Replaces the seals of all of them in one transaction.</summary>
    Task Reseal(IReadOnlyList<SealedCredential> credentials, CancellationToken cancel);

    Task NoteUse(string name, DateTimeOffset at, CancellationToken cancel);
}
