using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Strategies.Rules;

/// <summary>What a person may do with rule documents. Each call checks its input, returns when the change is durable, and tells everyone.</summary>
public sealed class RuleDesk(IRuleStore store, EventFeed feed, TimeProvider time)
{
    /// <summary>Longest note of a version, characters.</summary>
    public const int LongestNote = 200;

    /// <summary>Makes every kept version ready to run. Call before bots are taken up.</summary>
    /// <returns>Sentences about versions that this program cannot read any more; a bot that names one of them halts.</returns>
    public async Task<IReadOnlyList<string>> Fill(CancellationToken cancel)
    {
        var unread = new List<string>();
        foreach (var version in await store.Versions(null, cancel))
        {
            var (document, faults) = RuleReader.Read(version.Json);
            if (document is null)
                unread.Add($"{RuleBook.NameOf(version.RuleSetId, version.Version)} cannot be used: {faults[0]}");
            else
                StrategyCatalogue.Rules.Put(version.RuleSetId, version.Version, document);
        }
        return unread;
    }

    /// <summary>Keeps rules as a new document, or as the next version of one.</summary>
    /// <param name="id">The document that gets a new version; null for a new one.</param>
    /// <param name="seen">The version that was changed: a newer one by somebody else is not written over. 0 for a new document.</param>
    /// <exception cref="ArgumentException">The document has faults, or somebody was faster; the message says so to the user.</exception>
    public async Task<RuleSet> Save(int? id, int seen, string json, string note, string who, CancellationToken cancel)
    {
        var document = RuleReader.Parse(json);
        if (note.Length > LongestNote)
            throw new ArgumentException($"The note has {note.Length} characters; {LongestNote} is the most.", nameof(note));
        var version = new RuleVersion { RuleSetId = id ?? 0, Version = seen + 1, Json = RuleWriter.ToJson(document), Note = note.Trim(), MadeAt = time.GetUtcNow(), MadeBy = who };
        var saved = id is null
            ? await store.Create(new RuleSet { Name = document.Name, Version = 1, ChangedAt = version.MadeAt }, version with { Version = 1 }, set => Told("rules-saved", $"{set.Name} was made ({set.Strategy})."), cancel)
            : await store.Add(version, document.Name, set => Told("rules-saved", $"{set.Name} has version {set.Version} now ({set.Strategy})."), cancel);
        if (saved is null)
            throw new ArgumentException($"These rules got another version in the meantime, or were deleted. Save yours as new rules, or load the newest version.", nameof(id));
        StrategyCatalogue.Rules.Put(saved.Id, saved.Version, document);
        feed.Committed();
        return saved;
    }

    /// <summary>Deletes a document, or archives it where a bot names one of its versions.</summary>
    /// <returns>Whether it was deleted.</returns>
    public async Task<bool> Remove(RuleSet set, CancellationToken cancel)
    {
        var deleted = await store.Remove(set.Id, time.GetUtcNow(), gone => Told("rules-removed", gone ? $"{set.Name} was deleted." : $"{set.Name} was archived; bots go on with their versions."), cancel);
        if (deleted)
            StrategyCatalogue.Rules.Remove(set.Id);
        feed.Committed();
        return deleted;
    }

    private DomainEvent Told(string kind, string text) => new() { At = time.GetUtcNow(), Topic = EventTopic.Bots, Kind = kind, Text = text };
}
