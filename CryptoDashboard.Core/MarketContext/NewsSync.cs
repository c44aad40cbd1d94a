using CryptoDashboard.Core.Outside;

namespace CryptoDashboard.Core.MarketContext;

/// <summary>Reads all sources of news; one that fails leaves the others as they are.</summary>
public sealed class NewsSync(OutsideDoor door, ContextOptions options, IContextStore store, TimeProvider time)
{
    private readonly IReadOnlyList<(HttpSource Http, Uri Address)> _sources = [.. options.NewsSources.Select(s => (door.Open(s.Name), s.Address))];
    private volatile string? _trouble;

    /// <summary>Which sources could not be read last time, in sentences, or null.</summary>
    public string? Trouble => _trouble;

    /// <summary>Raised after each reading that brought something new, on the thread that ran it.</summary>
    public event Action? Synced;

    /// <returns>How many items are new.</returns>
    public async Task<int> Run(CancellationToken cancel)
    {
        var troubles = new List<string>();
        var fresh = 0;
        foreach (var (http, address) in _sources)
        {
            try
            {
                var answer = await http.Get(address, null, cancel);
                if (!answer.IsUnchanged)
                    fresh += await store.Save(NewsReader.Read(answer, http.Name, time.GetUtcNow()), cancel);
            }
            catch (OutsideFault fault)
            {
                troubles.Add(fault.Message);
            }
        }
        _trouble = troubles.Count > 0 ? string.Join(' ', troubles) : null;
        if (fresh > 0)
            Synced?.Invoke();
        return fresh;
    }
}
