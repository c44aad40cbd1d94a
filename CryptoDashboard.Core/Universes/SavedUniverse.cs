namespace CryptoDashboard.Core.Universes;

/// <summary>A universe as it is stored.</summary>
public sealed record SavedUniverse
{
    /// <summary>Longest document, characters.</summary>
    public const int MostDocument = 20_000;

    /// <summary>Given by the database; 0 before it is stored.</summary>
    public int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>A <see cref="Universes.Universe"/> as JSON.</summary>
    public required string Document { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <exception cref="ArgumentException">It was stored by a program that knew more.</exception>
    public Universe Universe => Universe.Parse(Document);
}
