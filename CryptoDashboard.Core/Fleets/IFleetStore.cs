using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Fleets;

/// <summary>Fleets as they are stored.</summary>
public interface IFleetStore
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<Fleet>> All(CancellationToken cancel);

    Task<Fleet?> Find(int id, CancellationToken cancel);

    /// <summary>Keeps a new fleet with the event; returns its id.</summary>
    Task<int> Create(Fleet fleet, DomainEvent told, CancellationToken cancel);

    /// <summary>Replaces a fleet, with the event if there is one.</summary>
    /// <exception cref="KeyNotFoundException">It is gone.</exception>
    Task Save(Fleet fleet, DomainEvent? told, CancellationToken cancel);

    /// <summary>Keeps a move with its event before it is made; one that is kept already stays, without a second event.</summary>
    Task Note(FleetMove move, DomainEvent told, CancellationToken cancel);

    /// <summary>The newest moves, newest first.</summary>
    Task<IReadOnlyList<FleetMove>> Moves(int fleetId, int count, CancellationToken cancel);

    /// <summary>Removes a fleet with its history; its members become bots of their own.</summary>
    Task Delete(int id, DomainEvent told, CancellationToken cancel);
}
