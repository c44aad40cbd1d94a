using CryptoDashboard.Core.Events;

namespace CryptoDashboard.Core.Universes;

/// <summary>What a person may do with universes. Each call checks its input, returns when the change is durable, and tells everyone.</summary>
public sealed class UniverseDesk(IUniverseStore store, UniverseReader reader, EventFeed feed, TimeProvider time)
{
    /// <param name="id">The one that is changed; null for a new one.</param>
    /// <exception cref="ArgumentException">It has faults, or another one has its name; the message says so to the user.</exception>
    public async Task<int> Save(int? id, Universe universe, string by, CancellationToken cancel)
    {
        if (universe.Faults().ToList() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(" ", faults), nameof(universe));
        var document = universe.ToJson();
        if (document.Length > SavedUniverse.MostDocument)
            throw new ArgumentException($"The universe takes {document.Length:#,0} characters; {SavedUniverse.MostDocument:#,0} are the most. Name fewer symbols.", nameof(universe));
        if ((await store.All(cancel)).Any(u => u.Id != id && string.Equals(u.Name, universe.Name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"Another universe is called {universe.Name}. Choose another name.", nameof(universe));
        var saved = new SavedUniverse { Id = id ?? 0, Name = universe.Name, Document = document, ChangedAt = time.GetUtcNow(), ChangedBy = by };
        var stored = await store.Save(saved, Told("universe-saved", $"{by} {(id is null ? "made" : "changed")} the universe {universe.Name}."), cancel);
        feed.Committed();
        return stored;
    }

    /// <summary>Deletes one; fleets and backtests keep their own copy.</summary>
    public async Task Delete(SavedUniverse universe, string by, CancellationToken cancel)
    {
        await store.Delete(universe.Id, Told("universe-deleted", $"{by} deleted the universe {universe.Name}."), cancel);
        feed.Committed();
    }

    /// <summary>Who would belong now, by what is recorded and stored.</summary>
    /// <exception cref="ArgumentException">It has faults.</exception>
    public async Task<UniverseLook> Preview(Universe universe, CancellationToken cancel)
    {
        if (universe.Faults().ToList() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(" ", faults), nameof(universe));
        var now = time.GetUtcNow();
        return universe.Look((await reader.Read(universe, now, now, cancel)).AsOf(now));
    }

    private DomainEvent Told(string kind, string text) => new() { At = time.GetUtcNow(), Topic = EventTopic.Bots, Kind = kind, Text = text };
}
