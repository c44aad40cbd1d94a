using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>Rule documents and their versions, kept.</summary>
public interface IRuleStore
{
    /// <summary>All of them, archived ones too, by name.</summary>
    Task<IReadOnlyList<RuleSet>> All(CancellationToken cancel);

    /// <summary>The versions of one, newest first; of all when <paramref name="id"/> is null.</summary>
    Task<IReadOnlyList<RuleVersion>> Versions(int? id, CancellationToken cancel);

    /// <summary>Keeps a new document with its first version.</summary>
    Task<RuleSet> Create(RuleSet set, RuleVersion first, Func<RuleSet, DomainEvent> told, CancellationToken cancel);

    /// <summary>Keeps the next version of a document, and takes it out of the archive.</summary>
    /// <returns>The document, or null when it is gone or somebody else made that version first.</returns>
    Task<RuleSet?> Add(RuleVersion next, string name, Func<RuleSet, DomainEvent> told, CancellationToken cancel);

    /// <summary>Deletes a document that no bot names; one that a bot names is archived.</summary>
    /// <returns>True when it was deleted, false when it was archived.</returns>
    Task<bool> Remove(int id, DateTimeOffset now, Func<bool, DomainEvent> told, CancellationToken cancel);
}
