namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>A rule document of a person, as a row: its newest name and version. What it said at each version is a <see cref="RuleVersion"/>.</summary>
public sealed record RuleSet
{
    /// <summary>Given by the database; 0 before it is stored.</summary>
    public int Id { get; init; }

    /// <summary>Name in its newest version.</summary>
    public required string Name { get; init; }

    /// <summary>Its newest version, counted from 1.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Since when it is out of the lists; null while it is in them. Its versions go on working.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>What a bot calls its newest version.</summary>
    public string Strategy => RuleBook.NameOf(Id, Version);
}
