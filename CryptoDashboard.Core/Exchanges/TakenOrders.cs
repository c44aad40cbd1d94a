namespace CryptoDashboard.Core.Exchanges;

/// <summary>
/// The names under which orders were taken, or may have been. Exchanges refuse a name twice only while the first order is open: a market order
/// sent again after it was filled would be filled again. What an earlier life sent is asked for by the engine before anything is sent.
/// </summary>
internal sealed class TakenOrders
{
    private const int Most = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();

    /// <param name="exchangeId">The exchange's own name of it; null while it is not known whether it arrived.</param>
    public void Note(string id, string? exchangeId)
    {
        lock (_gate)
        {
            if (_known.TryAdd(id, exchangeId))
                _oldest.Enqueue(id);
            else
                _known[id] = exchangeId ?? _known[id];
            if (_oldest.Count > Most)
                _known.Remove(_oldest.Dequeue());
        }
    }

    public bool TryGet(string id, out string? exchangeId)
    {
        lock (_gate)
            return _known.TryGetValue(id, out exchangeId);
    }
}
