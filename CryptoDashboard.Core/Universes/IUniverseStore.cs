using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Universes;

/// <summary>Universes as they are stored.</summary>
public interface IUniverseStore
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<SavedUniverse>> All(CancellationToken cancel);

    Task<SavedUniverse?> Find(int id, CancellationToken cancel);

    /// <summary>Adds one whose id is 0, replaces any other, with the event in one transaction.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="KeyNotFoundException">It is gone.</exception>
    Task<int> Save(SavedUniverse universe, DomainEvent told, CancellationToken cancel);

    Task Delete(int id, DomainEvent told, CancellationToken cancel);
}
